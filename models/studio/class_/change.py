"""Classes are offered and described by the studio's staff."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import insert, update

from models import text
from models.session import Session
from models.studio.class_.find import find
from models.studio.number import next_number
from models.studio.table.class_ import StudioClass


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What the staff say of a class of `duration` minutes, of the type STUDIO or STREAM.

    `cancel_condition` is `{cancelationAfterLatestPossible, latestCancelTerm: {value, unit}}`;
    `contingent` is `{bookings, unit}`, unit DAY, WEEK or MONTH.
    """

    title: str
    duration: int
    type: str = "STUDIO"
    category: str | None = None
    description: str | None = None
    img_url: str | None = None
    bookable: bool = True
    cancel_condition: dict[str, Any] | None = None
    contingent: dict[str, Any] | None = None


def create(session: Session, tenant: str, content: Content) -> dict[str, Any]:
    """Add a class."""
    values = _values(content)
    id = next_number(session, tenant)
    session.execute(insert(StudioClass).values(tenant=tenant, id=id, **values))
    after = find(session, tenant, id)
    session.touch("class", str(id), before=None, after=after)
    return after


def change(session: Session, tenant: str, class_id: int, content: Content) -> dict[str, Any]:
    """Give the class this content and no other; its slots keep their times."""
    values = _values(content)
    before = find(session, tenant, class_id)
    session.execute(
        update(StudioClass)
        .where(StudioClass.tenant == tenant, StudioClass.id == class_id)
        .values(values)
    )
    after = find(session, tenant, class_id)
    session.touch("class", str(class_id), before=before, after=after)
    return after


def _values(content: Content) -> dict[str, Any]:
    """The columns, or `InvalidRequest` for a text that cannot be stored."""
    text.demand(
        title=content.title,
        category=content.category,
        description=content.description,
        imgUrl=content.img_url,
    )
    return asdict(content)
