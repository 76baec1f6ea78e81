"""Matters begin, change and end; once something is done in one, it stays, and so does its client."""

from typing import Any

import sqlalchemy
from sqlalchemy import Delete, insert, update
from sqlalchemy.exc import IntegrityError

from contract.errors.practice_firm import MatterHasActivity
from models.identity import uuid7
from models.practice import custom_field, user
from models.practice.matter.find import find, held
from models.practice.matter.values import EMPTY, columns
from models.practice.table.matter import Matter, Originator
from models.session import Session


def create(session: Session, tenant: str, content: dict[str, Any]) -> dict[str, Any]:
    """Begin a matter for `clientId`, hourly and opened today (UTC) unless it says otherwise."""
    id = uuid7(session.now)
    row = EMPTY | {"opened": session.now.date().isoformat()}
    row |= columns(session, tenant, content, {})
    moments = {"created_at": session.now, "modified_at": session.now}
    session.execute(insert(Matter).values(tenant=tenant, id=id, **row, **moments))
    _originate(session, tenant, id, content)
    custom_field.assign(session, tenant, "matter", id, content.get("customFields") or [])
    after = find(session, tenant, id)
    session.touch("matter", id, before=None, after=after)
    return after


def change(
    session: Session, tenant: str, matter_id: str, changes: dict[str, Any]
) -> dict[str, Any]:
    """Set what is in `changes`, in nested objects member by member, or raise `MatterNotFound`.

    Another client than before is a `MatterHasActivity` once something is done or billed.
    """
    before = held(session, tenant, matter_id, whole="clientId" in changes)
    id = before["matterId"]
    row = columns(session, tenant, changes, before) | {"modified_at": session.now}
    statement = update(Matter).where(Matter.tenant == tenant, Matter.id == id).values(row)
    try:
        with session.nested():
            session.execute(statement.execution_options(synchronize_session=False))
    except IntegrityError as error:
        if "clientId" not in changes:
            raise
        raise MatterHasActivity from error
    _originate(session, tenant, id, changes)
    custom_field.assign(session, tenant, "matter", id, changes.get("customFields") or [])
    after = find(session, tenant, id)
    session.touch("matter", id, before=before, after=after)
    return after


def delete(session: Session, tenant: str, matter_id: str) -> None:
    """Remove the matter, or raise `MatterNotFound` or `MatterHasActivity`."""
    before = held(session, tenant, matter_id, whole=True)
    id = before["matterId"]
    try:
        with session.nested():
            custom_field.clear(session, tenant, id)
            _run(session, _originators(tenant, id))
            _run(session, sqlalchemy.delete(Matter).where(Matter.tenant == tenant, Matter.id == id))
    except IntegrityError as error:
        raise MatterHasActivity from error
    session.touch("matter", id, before=before, after=None)


def _originate(session: Session, tenant: str, id: str, given: dict[str, Any]) -> None:
    """Make who is named the one who has brought the matter."""
    if given.get("originatorId") is None:
        return
    user_id = user.require(session, tenant, given["originatorId"], "body.originatorId")
    _run(session, _originators(tenant, id))
    session.execute(
        insert(Originator).values(tenant=tenant, matter_id=id, user_id=user_id, position=0)
    )


def _originators(tenant: str, id: str) -> Delete:
    return sqlalchemy.delete(Originator).where(
        Originator.tenant == tenant, Originator.matter_id == id
    )


def _run(session: Session, statement: Delete) -> None:
    session.execute(statement.execution_options(synchronize_session=False))
