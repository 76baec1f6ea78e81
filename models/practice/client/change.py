"""Clients come, change and go; who has matters stays, and the database decides that race."""

from typing import Any

import sqlalchemy
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from contract.errors import Fault, InvalidRequest
from contract.errors.practice_firm import ClientHasMatters
from models.identity import uuid7
from models.practice import custom_field
from models.practice.client.find import find, held
from models.practice.given import clean, filled, folded
from models.practice.table.client import Client
from models.session import Session


def create(session: Session, tenant: str, content: dict[str, Any]) -> dict[str, Any]:
    """Add `{name, reference, contact, notes, customFields}`."""
    id = uuid7(session.now)
    empty = {"reference": "", "reference_folded": "", "contact": {}, "notes": ""}
    columns = empty | _columns(content, {})
    session.execute(
        insert(Client).values(
            tenant=tenant, id=id, created_at=session.now, modified_at=session.now, **columns
        )
    )
    custom_field.assign(session, tenant, "client", id, content.get("customFields") or [])
    after = find(session, tenant, id)
    session.touch("client", id, before=None, after=after)
    return after


def change(
    session: Session, tenant: str, client_id: str, changes: dict[str, Any]
) -> dict[str, Any]:
    """Set what is in `changes`, in `contact` member by member, or raise `ClientNotFound`.

    An empty text takes away what was there. Matters and invoices follow the client's new name.
    """
    whole = not changes.keys().isdisjoint(("name", "reference"))
    before = held(session, tenant, client_id, whole=whole)
    id = before["clientId"]
    columns = _columns(changes, before["contact"])
    session.execute(
        update(Client)
        .where(Client.tenant == tenant, Client.id == id)
        .values(columns | {"modified_at": session.now})
        .execution_options(synchronize_session=False)
    )
    custom_field.assign(session, tenant, "client", id, changes.get("customFields") or [])
    after = find(session, tenant, id)
    session.touch("client", id, before=before, after=after)
    return after


def delete(session: Session, tenant: str, client_id: str) -> None:
    """Remove the client, or raise `ClientNotFound` or `ClientHasMatters`."""
    before = held(session, tenant, client_id, whole=True)
    id = before["clientId"]
    statement = sqlalchemy.delete(Client).where(Client.tenant == tenant, Client.id == id)
    try:
        with session.nested():
            custom_field.clear(session, tenant, id)
            session.execute(statement.execution_options(synchronize_session=False))
    except IntegrityError as error:
        raise ClientHasMatters from error
    session.touch("client", id, before=before, after=None)


def _columns(content: dict[str, Any], contact: dict[str, str]) -> dict[str, Any]:
    said = {name: value for name, value in content.items() if name != "customFields"}
    given = clean(said, "body")
    columns = {name: given[name] for name in ("name", "reference", "notes") if name in given}
    if "name" in given:
        columns["name_folded"] = folded(filled(given["name"], "body.name"))
    if "reference" in given:
        columns["reference_folded"] = folded(given["reference"])
    if "contact" in given:
        columns["contact"] = _merged(contact, given["contact"])
    return columns


def _merged(before: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    contact = {name: text for name, text in (before | given).items() if text.strip()}
    person = "firstName" in contact and "lastName" in contact
    if not person and "companyName" not in contact:
        fault = Fault("body.contact", "Give a company name, or a first and a last name.")
        raise InvalidRequest(fault)
    return contact
