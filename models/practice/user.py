"""Users: the people of the firm, who do what is billed."""

from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, insert, or_, select, update

from contract.errors import Fault, InvalidRequest
from contract.errors.practice_firm import UserNotFound
from models.hot import Hot
from models.identity import uuid7
from models.practice import custom_field
from models.practice.given import ESCAPE, clean, filled, folded, identity, part
from models.practice.money import money
from models.practice.table.user import COLUMNS, User, row
from models.session import Session
from models.text import storable

_MINE: Final = (User.tenant == bindparam("tenant"), User.id == bindparam("id"))
_KNOWN: Final = Hot(select(User.id).where(*_MINE))
_LOCK: Final = Hot(select(User.id).where(*_MINE).with_for_update(key_share=True))
_TEXTS: Final = {
    "firstName": "first_name",
    "lastName": "last_name",
    "initials": "initials",
    "role": "role",
    "email": "email",
}


def page(
    session: Session,
    tenant: str,
    *,
    select: frozenset[str] = frozenset(),
    email: str | None = None,
    role: str | None = None,
    query: str | None = None,
    query_full_match: bool = False,
) -> list[dict[str, Any]]:
    """List users by name; `query` is part of the name or the email, or the whole name.

    Emails and names are the same in whatever case. The only part is `customFields`.
    """
    if not all(storable(text) for text in (email, query) if text is not None):
        return []
    where: list[ColumnElement[bool]] = [User.tenant == tenant]
    if email is not None:
        where.append(User.email_folded == folded(email))
    if role is not None:
        where.append(User.role == role)
    if query is not None and query_full_match:
        where.append(User.name_folded == folded(query))
    elif query is not None:
        texts = (User.name_folded, User.email_folded)
        where.append(or_(*(column.like(part(query), escape=ESCAPE) for column in texts)))
    found = _rows(session, where)
    if "customFields" in select:
        noted = custom_field.values(session, tenant, [one["userId"] for one in found])
        for one in found:
            one["customFields"] = noted[one["userId"]]
    return found


def known(session: Session, tenant: str, user_id: str) -> bool:
    """Whether the firm has such a user."""
    return _KNOWN.first(session, tenant=tenant, id=identity(user_id)) is not None


def require(session: Session, tenant: str, user_id: str, place: str = "body.userId") -> str:
    """Give the id of a user who is there, or raise `InvalidRequest` at `place`."""
    if not known(session, tenant, user_id):
        raise InvalidRequest(Fault(place, "There is no such user."))
    return identity(user_id)


def find(session: Session, tenant: str, user_id: str) -> dict[str, Any]:
    """Give the user with the custom fields, or raise `UserNotFound`."""
    found = _rows(session, [User.tenant == tenant, User.id == identity(user_id)])
    if not found:
        raise UserNotFound
    id = found[0]["userId"]
    return found[0] | {"customFields": custom_field.values(session, tenant, [id])[id]}


def create(session: Session, tenant: str, content: dict[str, Any]) -> dict[str, Any]:
    """Add `{firstName, lastName, initials, role, email, rate, customFields}`."""
    id = uuid7(session.now)
    columns = {"initials": None, "rate": None} | _columns(content, {})
    session.execute(
        insert(User).values(
            tenant=tenant, id=id, created_at=session.now, modified_at=session.now, **columns
        )
    )
    custom_field.assign(session, tenant, "user", id, content.get("customFields") or [])
    after = find(session, tenant, id)
    session.touch("user", id, before=None, after=after)
    return after


def change(session: Session, tenant: str, user_id: str, changes: dict[str, Any]) -> dict[str, Any]:
    """Set what is in `changes`, or raise `UserNotFound`; time entries keep their rates."""
    _LOCK.first(session, tenant=tenant, id=identity(user_id))
    before = find(session, tenant, user_id)
    id = before["userId"]
    session.execute(
        update(User)
        .where(User.tenant == tenant, User.id == id)
        .values(_columns(changes, before) | {"modified_at": session.now})
        .execution_options(synchronize_session=False)
    )
    custom_field.assign(session, tenant, "user", id, changes.get("customFields") or [])
    after = find(session, tenant, id)
    session.touch("user", id, before=before, after=after)
    return after


def _rows(session: Session, where: list[ColumnElement[bool]]) -> list[dict[str, Any]]:
    query = select(*COLUMNS).where(*where).order_by(User.name, User.id)
    return [row(tuple(cells)) for cells in session.execute(query)]


def _columns(content: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """The columns that `content` sets; the name is made of first and last name."""
    said = {name: value for name, value in content.items() if name != "customFields"}
    given = clean(said, "body")
    for name in ("firstName", "lastName"):
        if name in given:
            filled(given[name], f"body.{name}")
    columns = {column: given[name] for name, column in _TEXTS.items() if name in given}
    if "rate" in given:
        columns["rate"] = money(given["rate"], "body.rate")
    if "email" in given:
        columns["email_folded"] = folded(given["email"])
    if "firstName" in given or "lastName" in given:
        known = before | given
        columns["name"] = f"{known['firstName']} {known['lastName']}"
        columns["name_folded"] = folded(columns["name"])
    return columns
