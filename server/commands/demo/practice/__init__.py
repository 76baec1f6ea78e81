"""A believable law firm for the demo organization: its people, its clients, three months of work and the bills."""

from functools import partial
from types import ModuleType

from models.database import Database
from models.paging import Page
from models.practice import client, user
from models.session import Session
from server.commands.demo.practice import bills, clients, house, work

_PARTS = (house, clients, work, bills)
"""In this order; each knows whether it is there already."""


def fill(database: Database, tenant: str) -> None:
    """Fill the practice, one unit of work for each part; what is there already is left alone.

    A practice that has people or clients of its own is somebody's: it gets nothing.
    """
    if database.read(lambda session: _is_ours(session, tenant)):
        for part in _PARTS:
            database.write(partial(_enter, part, tenant))


def _is_ours(session: Session, tenant: str) -> bool:
    if user.page(session, tenant):
        return house.there(session, tenant)
    return not client.page(session, tenant, Page(limit=1)).items


def _enter(part: ModuleType, tenant: str, session: Session) -> None:
    now = session.now
    if not part.there(session, tenant):
        part.enter(session, tenant)
    session.now = now
