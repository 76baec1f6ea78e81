"""Sample data is made by the same acts as real data, in one unit of work: all of it or none."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from contract.errors import OrganizationNotFound
from models import audit
from models.paging import Page
from models.platform import key, organization
from models.registry import resource
from models.session import Caller, Session
from server.commands.demo.sample import SEED, SPAN, Sample, company
from server.commands.org import ADMIN

Act = Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Filled:
    """What is there now; `key` only when it was made just now."""

    organization: dict[str, Any]
    key: str | None
    count: int


def fill(session: Session, name: str) -> Filled:
    """Make the organization, its first key and its data; what is there already is left alone."""
    until = session.now
    session.now = until - SPAN
    made, key_id, secret = _organization(session, name)
    tenant = made["organizationId"]
    if resource.page(session, tenant, Page(limit=1)).items:
        return Filled(made, None, 0)
    samples = list(company())
    caller = Caller(tenant, key_id, request_id="", operation="")
    history = _History(session, caller, until, calls=sum(_calls(sample) for sample in samples))
    for sample in samples:
        history.enter(sample)
    session.now, session.caller = until, None
    return Filled(made, secret, len(samples))


def _organization(session: Session, name: str) -> tuple[dict[str, Any], str, str | None]:
    """The organization, the id of its first key, and that key's text if it was made now."""
    try:
        found = organization.named(session, name)
    except OrganizationNotFound:
        made = organization.create(session, name, display_name="Meridian Cold Chain")
        row, secret = key.create(session, made["organizationId"], name="admin", scopes=ADMIN)
        return made, row["id"], secret
    return found, key.page(session, found["organizationId"], Page(limit=1)).items[0]["id"], None


def _calls(sample: Sample) -> int:
    return 1 + len(sample.states) + bool(sample.patch)


class _History:
    """Calls with request ids and audit records, one after the other from `SPAN` ago to now."""

    def __init__(self, session: Session, caller: Caller, until: datetime, *, calls: int) -> None:
        self._session = session
        self._caller = caller
        self._tenant = caller.tenant
        self._chance = random.Random(SEED)  # noqa: S311 - the same every time is the point
        self._step = (until - session.now) / (calls + 1)

    def enter(self, sample: Sample) -> None:
        """Create the resource and let happen to it what the sample says."""
        contents = {
            name: getattr(sample, name)
            for name in ("kind", "name", "description", "labels", "attributes")
        }
        session, tenant = self._session, self._tenant
        made = self._call(
            "createResource", 201, partial(resource.create, session, tenant, **contents)
        )
        moved = partial(resource.transition, session, tenant, made["id"])
        for state, reason in sample.states:
            self._call("changeResourceState", 200, partial(moved, to=state, reason=reason))
        if sample.patch:
            patched = partial(resource.patch, session, tenant, made["id"], sample.patch)
            self._call("patchResource", 200, patched)

    def _call(self, operation: str, status: int, act: Act) -> dict[str, Any]:
        session = self._session
        session.now += self._step
        request_id = f"RQID-{self._chance.randrange(36**16):X}"
        session.caller = replace(self._caller, request_id=request_id, operation=operation)
        before = len(session.changes)
        result = act()
        audit.record(
            session,
            self._tenant,
            request_id=request_id,
            key_id=self._caller.key_id,
            operation=operation,
            received_at=session.now,
            finished_at=session.now + timedelta(milliseconds=self._chance.randrange(3, 40)),
            status=status,
            error=None,
            touched=session.changes[before:],
        )
        return result
