"""An offer shows what it says: prices go in and come out as the same decimals."""

from typing import Any, Final

import sqlalchemy
from sqlalchemy import insert, select

from contract.errors import Fault, InvalidRequest
from contract.errors.studio_customers import MembershipOfferNotFound
from models.session import Session
from models.studio import calendar
from models.studio.membership.terms import shown, stored
from models.studio.number import next_number, possible
from models.studio.studio import house, today
from models.studio.table.offer import Offer
from models.studio.words import clean
from models.text import present

COLUMNS: Final = (
    Offer.id,
    Offer.name,
    Offer.description,
    Offer.image,
    Offer.rate_codes,
    Offer.first_day,
    Offer.last_day,
    Offer.currency,
    Offer.terms,
)


def page(session: Session, tenant: str) -> list[dict[str, Any]]:
    """List what can be signed today."""
    day = today(session, tenant).isoformat()
    query = select(*COLUMNS).where(Offer.tenant == tenant, Offer.active.is_(True))
    rows = [tuple(cells) for cells in session.execute(query.order_by(Offer.id))]
    return [row(cells) for cells in rows if _on_sale(cells, day)]


def find(session: Session, tenant: str, membership_offer_id: int) -> dict[str, Any]:
    """Give an offer that can be signed today, or raise `MembershipOfferNotFound`."""
    return row(raw(session, tenant, membership_offer_id))


def create(session: Session, tenant: str, body: dict[str, Any]) -> dict[str, Any]:
    """Offer a membership: `{name, description, rateCodes, limitedOfferingPeriod, terms}`.

    A term is `{term, extension, cancellationPeriod, paymentFrequency, flatFees,
    idlePeriodsAllowed}`, its parts `{value, unit}` and money; see `models.studio.payment`.
    """
    id = next_number(session, tenant)
    values = _read(session, tenant, body, known=frozenset())
    session.execute(insert(Offer).values(tenant=tenant, id=id, created_at=session.now, **values))
    after = held(session, tenant, id)
    session.touch("membership_offer", str(id), before=None, after=after)
    return after


def update(
    session: Session, tenant: str, membership_offer_id: int, body: dict[str, Any]
) -> dict[str, Any]:
    """Replace an offer; a term that is given with its id keeps it. `active` ends the sale.

    Contracts that were signed stay as they were, and so does the picture.
    """
    before = held(session, tenant, membership_offer_id)
    known = frozenset(term["id"] for term in before["terms"])
    values = _read(session, tenant, body, known)
    session.execute(
        sqlalchemy.update(Offer)
        .where(Offer.tenant == tenant, Offer.id == membership_offer_id)
        .values(values)
        .execution_options(synchronize_session=False)
    )
    after = held(session, tenant, membership_offer_id)
    session.touch("membership_offer", str(membership_offer_id), before=before, after=after)
    return after


def raw(session: Session, tenant: str, id: int) -> tuple[Any, ...]:
    """The cells of `COLUMNS` of an offer on sale today, or `MembershipOfferNotFound`."""
    query = select(*COLUMNS).where(Offer.tenant == tenant, Offer.id == id, Offer.active.is_(True))
    found = session.execute(query).first() if possible(id) else None
    if found is None or not _on_sale(tuple(found), today(session, tenant).isoformat()):
        raise MembershipOfferNotFound
    return tuple(found)


def held(session: Session, tenant: str, id: int) -> dict[str, Any]:
    """Give an offer for a change, on sale or not, or raise `MembershipOfferNotFound`."""
    query = select(*COLUMNS).where(Offer.tenant == tenant, Offer.id == id)
    found = session.execute(query.with_for_update()).first() if possible(id) else None
    if found is None:
        raise MembershipOfferNotFound
    return row(tuple(found))


def row(cells: tuple[Any, ...]) -> dict[str, Any]:
    """Shape the cells of `COLUMNS`."""
    id, name, description, image, codes, first, last, currency, terms = cells
    limited = present(startDate=first, endDate=last)
    return {
        "id": id,
        "name": name,
        **present(description=description, imageUrl=image),
        "rateCodes": codes,
        **present(limitedOfferingPeriod=limited or None),
        "terms": [shown(term, currency) for term in terms],
    }


def _read(
    session: Session, tenant: str, body: dict[str, Any], known: frozenset[int]
) -> dict[str, Any]:
    given = clean(body, "body")
    limited = given.get("limitedOfferingPeriod", {})
    first, last = limited.get("startDate"), limited.get("endDate")
    for name, text in limited.items():
        calendar.day(text, f"body.limitedOfferingPeriod.{name}")
    if first is not None and last is not None and last < first:
        place = "body.limitedOfferingPeriod.endDate"
        raise InvalidRequest(Fault(place, "It must not be before the start."))
    currency = house(session, tenant).currency
    return {
        "name": given["name"],
        "description": given.get("description"),
        "rate_codes": given.get("rateCodes", []),
        "first_day": first,
        "last_day": last,
        "active": given.get("active", True),
        "currency": currency,
        "terms": [
            {"id": _number(session, tenant, term, known)}
            | stored(session, tenant, term, currency=currency, place=f"body.terms.{at}")
            for at, term in enumerate(given["terms"])
        ],
    }


def _number(session: Session, tenant: str, term: dict[str, Any], known: frozenset[int]) -> int:
    return int(term["id"]) if term.get("id") in known else next_number(session, tenant)


def _on_sale(cells: tuple[Any, ...], day: str) -> bool:
    first, last = cells[5:7]
    return (first or day) <= day <= (last or day)
