"""A domain that becomes another one has to be proven again."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete as deleting
from sqlalchemy import insert

from contract.errors import Fault, UrlRefused
from models.delivery.address import Forbidden, Rules, target
from models.identity import nanoid
from models.messaging import name, record
from models.messaging.domain.find import columns, find
from models.messaging.table import Domain
from models.messaging.table.domain import DOMAIN_NAME
from models.session import Session

Json = dict[str, Any]

KEPT: Final = timedelta(days=7)
_HTTPS: Final = 443


def create(session: Session, tenant: str, content: Mapping[str, Any], *, rules: Rules) -> Json:
    """Add a domain with the file that is to prove it; raises `NameTaken` or `UrlRefused`."""
    called, id = name.given(content), nanoid()
    values = _place(content, rules) | _challenge(session)
    with name.unique(session, DOMAIN_NAME, called):
        session.execute(
            insert(Domain).values(
                tenant=tenant,
                id=id,
                name=called,
                created_at=session.now,
                updated_at=session.now,
                **values,
            )
        )
    after = find(session, tenant, id)
    record.touch(session, "domain", None, after)
    return after


def replace(
    session: Session, tenant: str, domain_id: str, content: Mapping[str, Any], *, rules: Rules
) -> Json:
    """Give the domain these properties; another host or port has to be proven by another file.

    Raises `DomainNotFound`, `NameTaken`, `UrlRefused`.
    """
    called, values = name.given(content), _place(content, rules)
    held = columns(session, tenant, domain_id, hold=True)
    before = find(session, tenant, domain_id)
    if any(held[word] != value for word, value in values.items()):
        values |= _challenge(session)
    with name.unique(session, DOMAIN_NAME, called):
        values |= {"name": called, "updated_at": session.now}
        record.change(session, Domain, tenant, domain_id, **values)
    return _touched(session, tenant, before)


def delete(session: Session, tenant: str, domain_id: str) -> None:
    """Remove the domain, or raise `DomainNotFound`; listeners that lie on it stay."""
    columns(session, tenant, domain_id, hold=True)
    before = find(session, tenant, domain_id)
    session.execute(
        deleting(Domain)
        .where(Domain.tenant == tenant, Domain.id == domain_id)
        .execution_options(synchronize_session=False)
    )
    record.touch(session, "domain", before, None)


def verify(session: Session, tenant: str, domain_id: str) -> Json:
    """Have the file looked for soon; one whose time is over is replaced by another before.

    Gives the domain as it is now; what was proven stays so meanwhile. Raises `DomainNotFound`.
    """
    held = columns(session, tenant, domain_id, hold=True)
    before = find(session, tenant, domain_id)
    values: Json = {"due_at": session.now}
    if held["expires_at"] <= session.now:
        values |= {**_file(session)}
    record.change(session, Domain, tenant, domain_id, **values)
    session.hint(tenant)
    return _touched(session, tenant, before)


def _touched(session: Session, tenant: str, before: Json) -> Json:
    after = find(session, tenant, before["id"])
    record.touch(session, "domain", before, after)
    return after


def _place(content: Mapping[str, Any], rules: Rules) -> Json:
    port = content.get("port", _HTTPS)
    try:
        found = target(f"https://{content['hostname']}:{port}/", rules)
    except Forbidden as refused:
        template = "It cannot be called: {reason}."
        where = "body.port" if refused.reason == f"port {port}" else "body.hostname"
        raise UrlRefused(Fault(where, template, reason=refused.reason)) from refused
    if (found.path, found.query) != ("/", ""):
        raise UrlRefused(Fault("body.hostname", "It is a host name and nothing else."))
    return {"hostname": found.host, "port": port}


def _challenge(session: Session) -> Json:
    """A new file, and nothing that was known of another place."""
    empty = ("verified_at", "checked_at", "error", "due_at")
    return _file(session) | dict.fromkeys(empty)


def _file(session: Session) -> Json:
    return {
        "file_name": f"{nanoid()}.txt",
        "file_content": nanoid() + nanoid(),
        "challenged_at": session.now,
        "expires_at": session.now + KEPT,
    }
