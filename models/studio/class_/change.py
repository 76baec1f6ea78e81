"""Classes are offered and described by the studio's staff."""

from typing import Any

from sqlalchemy import insert, update

from models import text
from models.session import Session
from models.studio.class_.find import find
from models.studio.number import next_number
from models.studio.table.class_ import StudioClass


def create(
    session: Session,
    tenant: str,
    *,
    title: str,
    duration: int,
    type: str = "STUDIO",
    category: str | None = None,
    description: str | None = None,
    img_url: str | None = None,
    bookable: bool = True,
    cancel_condition: dict[str, Any] | None = None,
    contingent: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Add a class of `duration` minutes, of the type STUDIO or STREAM.

    `cancel_condition` is `{cancelationAfterLatestPossible, latestCancelTerm: {value, unit}}`;
    `contingent` is `{bookings, unit}`, unit DAY, WEEK or MONTH.
    """
    text.demand(title=title, category=category, description=description, imgUrl=img_url)
    id = next_number(session, tenant)
    session.execute(
        insert(StudioClass).values(
            tenant=tenant,
            id=id,
            title=title,
            type=type,
            duration=duration,
            category=category,
            description=description,
            img_url=img_url,
            bookable=bookable,
            cancel_condition=cancel_condition,
            contingent=contingent,
        )
    )
    after = find(session, tenant, id)
    session.touch("class", str(id), before=None, after=after)
    return after


def change(
    session: Session,
    tenant: str,
    class_id: int,
    *,
    title: str,
    duration: int,
    type: str = "STUDIO",
    category: str | None = None,
    description: str | None = None,
    img_url: str | None = None,
    bookable: bool = True,
    cancel_condition: dict[str, Any] | None = None,
    contingent: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Give the class these contents and no others; its slots keep their times."""
    text.demand(title=title, category=category, description=description, imgUrl=img_url)
    before = find(session, tenant, class_id)
    session.execute(
        update(StudioClass)
        .where(StudioClass.tenant == tenant, StudioClass.id == class_id)
        .values(
            title=title,
            type=type,
            duration=duration,
            category=category,
            description=description,
            img_url=img_url,
            bookable=bookable,
            cancel_condition=cancel_condition,
            contingent=contingent,
        )
    )
    after = find(session, tenant, class_id)
    session.touch("class", str(class_id), before=before, after=after)
    return after
