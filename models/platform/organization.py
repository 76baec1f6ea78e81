"""An organization is the tenant of every API; its name, and the handle made of it, are its own."""

import re
from datetime import datetime
from typing import Any, Final

from sqlalchemy import UniqueConstraint, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from contract.errors import Fault, InvalidRequest, OrganizationNameTaken, OrganizationNotFound
from models.base import Base, shown
from models.constraint import broken
from models.identity import uuid7
from models.session import Session
from models.text import demand

NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,62}(\.[a-z0-9][a-z0-9-]{0,62}){1,8}")
_KEYS: Final = {"uq_organizations_name", "uq_organizations_handle"}


class Organization(Base):
    """The head of a tenant; `id` is the `tenant` of all its rows."""

    __tablename__ = "organizations"
    __table_args__ = (UniqueConstraint("name"), UniqueConstraint("handle"))

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    handle: Mapped[str]
    display_name: Mapped[str]
    language: Mapped[str]
    created_at: Mapped[datetime]


_COLUMNS: Final = (
    Organization.id,
    Organization.name,
    Organization.handle,
    Organization.display_name,
    Organization.language,
    shown(Organization.created_at),
)


def handle_of(name: str) -> str:
    """The name with every other character than letters and digits as `_`."""
    return re.sub(r"[^A-Za-z0-9]", "_", name)


def create(
    session: Session, name: str, display_name: str | None = None, language: str = "en"
) -> dict[str, Any]:
    """Add an organization with a name in reverse domain notation, or raise `OrganizationNameTaken`."""
    demand(displayName=display_name, language=language)
    values = {
        "id": uuid7(session.now),
        "name": _checked(name),
        "handle": handle_of(name),
        "display_name": display_name or name,
        "language": language,
        "created_at": session.now,
    }
    try:
        session.execute(insert(Organization).values(values))
    except IntegrityError as error:
        raise _taken(error, name) from error
    after = find(session, str(values["id"]))
    session.touch("organization", str(values["id"]), before=None, after=after)
    session.emit("organization.created", str(values["id"]), {"name": name})
    return after


def find(session: Session, tenant: str) -> dict[str, Any]:
    """Give the organization, or raise `OrganizationNotFound`."""
    found = session.execute(select(*_COLUMNS).where(Organization.id == tenant)).first()
    if found is None:
        raise OrganizationNotFound(organization_id=tenant)
    return _row(tuple(found))


def named(session: Session, name: str) -> dict[str, Any]:
    """Give the organization of that name, or raise `OrganizationNotFound`."""
    found = session.execute(select(*_COLUMNS).where(Organization.name == name)).first()
    if found is None:
        raise OrganizationNotFound(organization_id=name)
    return _row(tuple(found))


def tenants(session: Session) -> list[str]:
    """Give the ids of all organizations, for the work that goes round them."""
    return list(session.scalars(select(Organization.id).order_by(Organization.id)))


def change(
    session: Session,
    tenant: str,
    *,
    name: str | None = None,
    display_name: str | None = None,
    language: str | None = None,
) -> dict[str, Any]:
    """Change what is given; a new name makes a new handle. Raises `OrganizationNameTaken`."""
    demand(displayName=display_name, language=language)
    before = find(session, tenant)
    values: dict[str, Any] = {}
    if name is not None:
        values |= {"name": _checked(name), "handle": handle_of(name)}
    if display_name is not None:
        values["display_name"] = display_name
    if language is not None:
        values["language"] = language
    if not values:
        return before
    try:
        session.execute(update(Organization).where(Organization.id == tenant).values(values))
    except IntegrityError as error:
        raise _taken(error, name) from error
    after = find(session, tenant)
    session.touch("organization", tenant, before=before, after=after)
    session.emit("organization.updated", tenant, {"name": after["name"]})
    return after


def _checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise InvalidRequest(Fault("body.name", "It must be a reverse domain: io.example.acme."))
    return name


def _taken(error: IntegrityError, name: str | None) -> Exception:
    return OrganizationNameTaken(name=name) if broken(error) in _KEYS else error


def _row(cells: tuple[Any, ...]) -> dict[str, Any]:
    id, name, handle, display_name, language, created_at = cells
    return {
        "organizationId": id,
        "name": name,
        "handle": handle,
        "displayName": display_name,
        "language": language,
        "createdAt": created_at,
    }
