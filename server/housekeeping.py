"""What runs beside the requests: usage is written down, mail sent, the due done, the outdated and the lost removed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from models import outbox
from models.platform import key, organization, usage
from storage import orphans

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from conventions.observed import Observer
    from models.database import Database
    from models.session import Session
    from storage import Store

log = structlog.get_logger(__name__)

EVERY = 2.0
"""Seconds between two rounds."""

SWEEP_EVERY = timedelta(minutes=10)
TIDY_EVERY = timedelta(days=1)

UNSETTLED = timedelta(days=1)
"""So long after it was put, a file surely has its row: no unit of work takes a day, and no clock is so wrong."""


@dataclass(frozen=True)
class Chores:
    """One round of everything; each chore fails alone, is logged, and is tried again in the next round."""

    database: Database
    observer: Observer
    mail: Callable[[], object]
    clock: Callable[[], datetime]
    files: Store
    folders: Mapping[str, Callable[[Session, str], Collection[str]]] = field(default_factory=dict)
    due: Sequence[Callable[[Session, str], int]] = ()
    kept: Sequence[tuple[Callable[..., int], timedelta]] = ()
    """What removes an organization's outdated records (`session`, `tenant`, `before`), and how long it keeps them."""
    loose: Sequence[Callable[[Session], int]] = ()
    """What removes a little of what belongs to nothing any more."""

    def round(self) -> None:
        """Write usage and last uses down, send mail."""
        for chore in (self.write_usage, self.mail):
            self._attempt(chore)

    def sweep(self) -> None:
        """Remove records whose time is over, and do what has become due."""
        now = self.clock()
        for chore in self.loose:
            self._attempt(partial(self._until_none_left, chore))
        for tenant in self.database.read(organization.tenants):
            for chore in (
                *(partial(act, tenant=tenant, before=now - kept) for act, kept in self.kept),
                *(partial(_told, settle, tenant) for settle in self.due),
            ):
                self._attempt(partial(self._until_none_left, chore))

    def tidy(self) -> None:
        """Remove files that no row names, left by a process that died, and what nobody goes on sending."""
        before = self.clock() - UNSETTLED
        self._attempt(partial(self.files.forget_incoming, before=before))
        for tenant in self.database.read(organization.tenants):
            for folder, named in self.folders.items():
                self._attempt(partial(self._remove_orphans, tenant, folder, named, before))

    def _remove_orphans(
        self,
        tenant: str,
        folder: str,
        named: Callable[[Session, str], Collection[str]],
        before: datetime,
    ) -> None:
        def ask() -> Collection[str]:
            return self.database.read(lambda session: named(session, tenant))

        removed = orphans.sweep(self.files, f"{tenant}/{folder}", ask, before=before)
        if removed:
            log.warning("files without a row removed", tenant=tenant, folder=folder, files=removed)

    def _until_none_left(self, sweep: Callable[[Session], int]) -> None:
        """Sweep in small transactions: others write in between."""
        while self.database.write(sweep) > 0:
            pass

    def write_usage(self) -> None:
        """Move what was counted since the last round from memory into the tables."""
        rows = self.observer.drain()
        if not rows:
            return
        now = self.clock()
        counted = [
            usage.Counted(
                row.tenant, row.key_id, row.operation, now, row.calls, row.errors, row.latencies
            )
            for row in rows
        ]
        uses = sorted({(row.tenant, row.key_id, now) for row in rows})

        def unit(session: Session) -> None:
            usage.add(session, counted)
            key.used(session, uses)

        try:
            self.database.write(unit)
        except BaseException:
            self.observer.restore(rows)
            raise

    @staticmethod
    def _attempt(chore: Callable[[], object]) -> None:
        try:
            chore()
        except Exception:  # one chore must not stop the others, nor the server
            log.exception("chore failed", chore=str(chore))


def _told(settle: Callable[[Session, str], int], tenant: str, session: Session) -> int:
    """Do what is due, and write for listeners what became of it, in the same transaction."""
    done = settle(session, tenant)
    if session.events:
        outbox.write(session, tenant, session.events, api=settle.__module__.split(".")[1])
    return done


class Housekeeper:
    """A thread that does the rounds until it is stopped; the last round is done on the way out."""

    def __init__(self, chores: Chores, *, every: float = EVERY) -> None:
        self._chores = chores
        self._every = every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="housekeeper", daemon=True)

    def start(self) -> None:
        """Begin the rounds."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the round at hand, do a last one, and return."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        chores = self._chores
        rare = ((SWEEP_EVERY, chores.sweep), (TIDY_EVERY, chores.tidy))
        done: dict[timedelta, datetime] = {}
        while not self._stopping.wait(self._every):
            chores.round()
            now = chores.clock()
            for every, chore in rare:
                if every not in done or now - done[every] >= every:
                    chore()
                    done[every] = now
        chores.round()
