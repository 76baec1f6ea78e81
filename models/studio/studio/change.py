"""The staff say what the studio is; each saying replaces what was said before."""

from typing import Any, Final, cast

from sqlalchemy import Table, bindparam, select, update

from contract.errors import Fault, InvalidRequest
from models.conflict import insert_unless_there
from models.hot import Hot
from models.platform import organization
from models.session import Session
from models.studio.calendar import zone
from models.studio.number import STUDIO
from models.studio.studio.find import find, settings
from models.studio.studio.hours import check_closing, check_opening
from models.studio.table.account import Booking
from models.studio.table.studio import CURRENCY, IDLE, ZONE, Studio
from models.studio.words import clean

_START = Hot(insert_unless_there(cast("Table", Studio.__table__)))
_LOCK = Hot(select(Studio.tenant).where(Studio.tenant == bindparam("tenant")).with_for_update())
_OPENING: Final = "STUDIO_OPENING_HOURS_UPDATED"


def change(session: Session, tenant: str, information: dict[str, Any]) -> dict[str, Any]:
    """Replace name, address and the like, in the shape of `StudioInformation` without the hours."""
    kept = {
        name: value
        for name, value in clean(information, "body").items()
        if name not in {"studioId", "openingHours", "closingHours"}
    }
    return _told(session, tenant, None, information=kept)


def change_opening_hours(
    session: Session, tenant: str, hours: list[dict[str, Any]]
) -> dict[str, Any]:
    """Replace the opening hours of the week; emits `STUDIO_OPENING_HOURS_UPDATED`."""
    check_opening(hours)
    return _told(session, tenant, _OPENING, opening_hours=hours)


def change_closing_hours(
    session: Session, tenant: str, hours: list[dict[str, Any]]
) -> dict[str, Any]:
    """Replace the times at which the studio is closed all the same; emits as the opening hours."""
    check_closing(hours)
    return _told(session, tenant, _OPENING, closing_hours=clean(hours, "body"))


def set_up(
    session: Session,
    tenant: str,
    *,
    time_zone: str | None = None,
    currency: str | None = None,
    capacity: int | None = None,
    language: str | None = None,
    idle_periods: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Change the settings that are given; gives all of them back."""
    before = _held(session, tenant)[1]
    values: dict[str, Any] = {}
    if time_zone is not None:
        zone(time_zone, "body.timeZone")
        values["time_zone"] = time_zone
    if currency is not None:
        if currency != before["currency"] and _anything_booked(session, tenant):
            raise InvalidRequest(Fault("body.currency", "It cannot change once money was booked."))
        values["currency"] = currency
    if capacity is not None:
        values["capacity"] = capacity
    if idle_periods is not None:
        values["idle_periods"] = IDLE | idle_periods
    if language is not None:
        organization.change(session, tenant, language=language)
    if values:
        _store(session, tenant, values)
    after = settings(session, tenant)
    session.touch("studio", str(STUDIO), before=before, after=after)
    return after


def _anything_booked(session: Session, tenant: str) -> bool:
    query = select(Booking.id).where(Booking.tenant == tenant).limit(1)
    return session.execute(query).first() is not None


def _held(session: Session, tenant: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both shapes of the studio, whose row is there now and nobody else's until the unit ends."""
    _START.run(
        session,
        tenant=tenant,
        information={},
        opening_hours=[],
        closing_hours=[],
        time_zone=ZONE,
        currency=CURRENCY,
        capacity=None,
        idle_periods=IDLE,
    )
    _LOCK.first(session, tenant=tenant)
    return find(session, tenant), settings(session, tenant)


def _store(session: Session, tenant: str, values: dict[str, Any]) -> None:
    session.execute(
        update(Studio)
        .where(Studio.tenant == tenant)
        .values(values)
        .execution_options(synchronize_session=False)
    )


def _told(session: Session, tenant: str, event: str | None, **values: Any) -> dict[str, Any]:
    before = _held(session, tenant)[0]
    _store(session, tenant, values)
    after = find(session, tenant)
    session.touch("studio", str(STUDIO), before=before, after=after)
    if event is not None:
        session.emit(event, str(STUDIO))
    return after
