"""What is sent to destinations, and by what rules: put together for the server and for `charter worker`."""

from __future__ import annotations

import functools
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import models
from delivery.challenge import Challenge
from delivery.content import Content
from delivery.meters import Meters
from delivery.worker import Plan
from models import outbox
from models.clock import utc_now
from models.delivery import sweep
from models.delivery.address import Outbound, Rules
from models.delivery.table import DEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from delivery.content import Bodies, BodyOf
    from delivery.settling import Tell
    from models.database import Database
    from models.delivery.due import Due
    from models.delivery.ended import Ended
    from models.session import Session
    from server.settings import Settings


class Files:
    """The files that are looked for on hosts, whoever in the models wants them."""

    def __init__(self, wanting: Sequence[Any]) -> None:
        self._wanting = wanting

    def next_at(self, session: Session) -> datetime | None:
        """When the next one is due."""
        moments = [one.next_at(session) for one in self._wanting]
        return min((moment for moment in moments if moment is not None), default=None)

    def take(self, session: Session, *, most: int) -> list[Challenge]:
        """Take up to `most` that are due."""
        taken: list[Challenge] = []
        for one in self._wanting:
            found = one.take(session, most=most - len(taken)) if len(taken) < most else ()
            taken += [
                Challenge(file.tenant, file.id, file.hostname, file.port, file.path, file.content)
                for file in found
            ]
        return taken

    def verified(self, session: Session, challenge: Challenge, error: str | None) -> None:
        """Whose file it is writes it down; it is nobody else's."""
        for one in self._wanting:
            one.checked(session, challenge, ok=error is None, error=error)


def bodies() -> Bodies:
    """By the kind of a delivery, what makes its content."""
    return {kind: _content(body) for kind, body in models.bodies().items()}


def _content(body: Callable[[Session, str, str], tuple[bytes, str] | None]) -> BodyOf:
    def content(session: Session, due: Due) -> Content | None:
        found = body(session, due.tenant, due.subject_id)
        return None if found is None else Content(*found)

    return content


def told() -> Tell:
    """What tells everybody who wants to hear of deliveries that are over."""
    hearing = models.settled()

    def tell(session: Session, ended: Sequence[Ended]) -> None:
        for hear in hearing:
            hear(session, ended)

    return tell


def outbound(settings: Settings) -> Outbound:
    """Which addresses may be called, by these settings."""
    rules = Rules(settings.webhook_allow_networks, settings.webhook_ports)
    return Outbound(rules, verified=settings.require_verified_domains)


def plan(
    settings: Settings,
    database: Database,
    *,
    clock: Callable[[], datetime] = utc_now,
    meters: Meters | None = None,
    **more: Any,
) -> Plan:
    """A worker of these settings; `more` are fields of the plan that somebody wants otherwise."""
    given: dict[str, Any] = {
        "database": database,
        "rules": outbound(settings).rules,
        "bodies": bodies(),
        "challenges": Files(models.asked()),
        "tell": told(),
        "in_flight": settings.delivery_in_flight,
        "clock": clock,
        "meters": meters or Meters(),
    }
    return Plan(**given | more)


def sweeps(settings: Settings) -> list[tuple[Callable[..., int], timedelta]]:
    """What is kept of deliveries for a while, and for how long; those of messages go with their messages."""
    kept = timedelta(days=settings.delivery_days)
    over = functools.partial(sweep.sweep, states=(*sweep.OVER, DEAD), kinds=(outbox.KIND, "test"))
    return [(over, kept), (outbox.sweep, kept)]
