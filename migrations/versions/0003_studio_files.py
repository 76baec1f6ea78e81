"""Documents are found by their files, to be sent under their own names.

Revision: 0003, after 0002.
"""

from typing import Final

from alembic import op

revision: Final = "0003"
down_revision: Final = "0002"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    op.create_index("ix_studio_documents_tenant_file", "studio_documents", ["tenant", "file"])


def downgrade() -> None:
    op.drop_index("ix_studio_documents_tenant_file", "studio_documents")
