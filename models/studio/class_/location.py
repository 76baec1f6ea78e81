"""A room is known by its name: the first slot that names it makes it."""

from typing import Any

from sqlalchemy import insert, select, update

from models import text
from models.session import Session
from models.studio.number import next_number
from models.studio.table.location import Location


def named(session: Session, tenant: str, location: dict[str, Any]) -> int:
    """Give the id of `{name, description}`, made if there is none; a new description replaces the old.

    The number is drawn before the look: its row is locked, so no second one makes the same name.
    """
    name, description = location["name"], location.get("description")
    text.demand(location=f"{name}{description or ''}")
    number = next_number(session, tenant)
    mine = (Location.tenant == tenant, Location.name == name)
    found = session.execute(select(Location.id, Location.description).where(*mine)).first()
    if found is None:
        values = {"tenant": tenant, "id": number, "name": name, "description": description}
        session.execute(insert(Location).values(values))
        return number
    if description is not None and description != found.description:
        session.execute(update(Location).where(*mine).values(description=description))
    return int(found.id)
