"""Keys may have a user of their own, and the record of a call names its trace.

Revision: 0004; as in the first, the types are written out.
"""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0004"
down_revision: Final = "0003"
branch_labels: Final = None
depends_on: Final = None

TEXT: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("api_keys", sa.Column("user_id", TEXT, nullable=True))
    op.add_column("requests", sa.Column("trace_id", TEXT, nullable=True))


def downgrade() -> None:
    op.drop_column("requests", "trace_id")
    op.drop_column("api_keys", "user_id")
