"""A believable studio for the demo organization: what its staff, its members and its door entered."""

from functools import partial
from types import ModuleType

from models.database import Database
from models.session import Session
from models.studio import studio
from server.commands.demo.studio import bookings, house, members, offers, timetable

_PARTS = (house, offers, timetable, members, bookings)
"""In this order; each knows whether it is there already."""


def fill(database: Database, tenant: str) -> None:
    """Fill the studio, one unit of work for each part; what is there already is left alone.

    A studio that has said anything of itself that this one has not is somebody's: it gets nothing.
    """
    if database.read(lambda session: _is_ours(session, tenant)):
        for part in _PARTS:
            database.write(partial(_enter, part, tenant))


def _is_ours(session: Session, tenant: str) -> bool:
    told = studio.find(session, tenant)
    said = set(told) - {"studioId", "name"}
    return told["name"] == house.NAME or not any(told[name] for name in said)


def _enter(part: ModuleType, tenant: str, session: Session) -> None:
    now = session.now
    if not part.there(session, tenant):
        part.enter(session, tenant)
    session.now = now
