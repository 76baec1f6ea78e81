"""Papers of a customer; their bytes are in the file store."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned, shown
from models.text import present


class Document(TenantOwned, Base):
    """`file` names the bytes in the file store."""

    __tablename__ = "studio_documents"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant", "customer_id"], ["studio_customers.tenant", "studio_customers.id"]
        ),
        Index(None, "tenant", "customer_id", "id"),
        Index(None, "tenant", "file"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    customer_id: Mapped[int] = mapped_column(BigInteger)
    file: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    description: Mapped[str | None]
    created_at: Mapped[datetime]


COLUMNS: Final = (
    Document.id,
    Document.file,
    Document.name,
    Document.media_type,
    Document.size,
    Document.description,
    shown(Document.created_at),
)


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS`; `documentUrl` is the file's name in the store."""
    id, file, name, media_type, size, description, created = cells
    return {
        "id": id,
        "fileName": name,
        "mediaType": media_type,
        "size": size,
        **present(description=description),
        "createdDateTime": created,
        "documentUrl": file,
    }
