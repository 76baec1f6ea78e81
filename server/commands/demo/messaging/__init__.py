"""A believable exchange for the demo organization: its queues, who will listen to them, and what lies in them."""

from functools import partial
from types import ModuleType

from models.database import Database
from models.messaging import queue
from models.paging import Page
from models.session import Session
from server.commands.demo.messaging import letters, places

_PARTS = (places, letters)
"""In this order; each knows whether it is there already."""


def fill(database: Database, tenant: str) -> None:
    """Fill the queues, one unit of work for each part; what is there already is left alone.

    Whoever has queues of their own gets nothing. Nothing is sent to anybody: all listeners are disabled.
    """
    if database.read(lambda session: _is_ours(session, tenant)):
        for part in _PARTS:
            database.write(partial(_enter, part, tenant))


def _is_ours(session: Session, tenant: str) -> bool:
    return places.there(session, tenant) or not queue.page(session, tenant, Page(1)).items


def _enter(part: ModuleType, tenant: str, session: Session) -> None:
    now = session.now
    if not part.there(session, tenant):
        part.enter(session, tenant)
    session.now = now
