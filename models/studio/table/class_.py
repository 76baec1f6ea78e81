"""How classes lie: what is offered; when it takes place is a slot's business."""

from typing import Any, Final

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, TenantOwned
from models.column import Json
from models.text import present


class StudioClass(TenantOwned, Base):
    """One class. `contingent` is `{bookings, unit}`: how often a customer may book it in a period."""

    __tablename__ = "studio_classes"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    title: Mapped[str]
    type: Mapped[str]
    duration: Mapped[int]
    category: Mapped[str | None]
    description: Mapped[str | None]
    img_url: Mapped[str | None]
    bookable: Mapped[bool]
    cancel_condition: Mapped[dict[str, Any] | None] = mapped_column(Json)
    contingent: Mapped[dict[str, Any] | None] = mapped_column(Json)


COLUMNS: Final[tuple[Any, ...]] = (
    StudioClass.id,
    StudioClass.title,
    StudioClass.type,
    StudioClass.duration,
    StudioClass.category,
    StudioClass.description,
    StudioClass.img_url,
    StudioClass.bookable,
    StudioClass.cancel_condition,
    StudioClass.contingent,
)


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS` as the API's JSON."""
    id, title, type, duration, category, description, img, bookable, cancel, contingent = cells
    return {
        "id": id,
        "title": title,
        "type": type,
        "duration": duration,
        "bookable": bookable,
        **present(
            category=category,
            description=description,
            imgUrl=img,
            cancelCondition=cancel,
            contingent=contingent,
        ),
    }
