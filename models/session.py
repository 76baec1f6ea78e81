"""One unit of work: whose it is, at what moment, what it changed and what it has to tell."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, orm

from models.clock import utc_now
from models.vault import Vault


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and under which request id; `client` is the program that the key belongs to."""

    tenant: str
    key_id: str
    request_id: str
    operation: str
    user: str | None = None
    """The person for whom the call is made: whom the call names, or else the key's own."""
    client: str | None = None
    """The program that the key belongs to."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the unit touched: `before` is `None` for a new one, `after` for a gone one."""

    kind: str
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to tell listeners, in the same transaction as the change that it tells of."""

    type: str
    entity: str
    content: dict[str, Any] | None = None


class Session(orm.Session):
    """An ORM session that also carries the unit of work.

    `Database` makes one for each connection, uses it for one unit after the other, and begins,
    commits and rolls back: acts never do. Nothing of it may be kept after the unit has ended.
    """

    def __init__(self, connection: Connection, vault: Vault) -> None:
        super().__init__(
            bind=connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        self.driver: Any = connection.connection.driver_connection
        self.dialect: str = connection.dialect.name
        self.sqlite: bool = self.dialect == "sqlite"
        self.held = connection
        self.vault = vault
        self.caller: Caller | None = None
        self.now: datetime = utc_now()
        self.changes: list[Change] = []
        self.events: list[Event] = []
        self.hints: list[tuple[str, tuple[str, ...]]] = []
        self.confidential = False
        self._depth = 0

    def renew(self, now: datetime) -> None:
        """Forget the unit before; the next one happens at `now`."""
        self.caller = None
        self.now = now
        self.changes = []
        self.events = []
        self.hints = []
        self.confidential = False
        self._depth = 0

    def conceal(self) -> None:
        """Say that the unit's answer shows a secret: whoever keeps the answer seals it."""
        self.confidential = True

    def touch(
        self, kind: str, id: str, *, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        """Note for the audit what the unit did to one thing."""
        self.changes.append(Change(kind, id, before, after))

    def emit(self, type: str, entity: str, content: dict[str, Any] | None = None) -> None:
        """Tell listeners of something; the outbox row is written with the unit."""
        self.events.append(Event(type, entity, content))

    def hint(self, tenant: str, destination_ids: Iterable[str] = ()) -> None:
        """Note that something is due at these destinations, or elsewhere, as soon as the unit is committed."""
        self.hints.append((tenant, tuple(destination_ids)))

    @contextmanager
    def nested(self) -> Iterator[None]:
        """Do a part that may fail alone: an exception undoes it, with its changes, events and hints.

        Costs two short statements where nothing of the ORM is used.
        """
        self.flush()
        changes, events, hints = len(self.changes), len(self.events), len(self.hints)
        joined = self.in_transaction()
        if joined:
            self.commit()
        self._depth += 1
        name = f"part_{self._depth}"
        self.driver.execute(f"SAVEPOINT {name}")
        try:
            yield
            self.settle()
        except BaseException:
            self.discard()
            self.driver.execute(f"ROLLBACK TO SAVEPOINT {name}")
            self.driver.execute(f"RELEASE SAVEPOINT {name}")
            del self.changes[changes:], self.events[events:], self.hints[hints:]
            raise
        finally:
            self._depth -= 1
        self.driver.execute(f"RELEASE SAVEPOINT {name}")

    def settle(self) -> None:
        """Write what the ORM still holds into the unit's transaction."""
        self.flush()
        if self.in_transaction():
            self.commit()

    def discard(self) -> None:
        """Drop what the ORM holds; a session that only ran compiled statements holds nothing."""
        if self.in_transaction():
            self.rollback()
        if self.identity_map or self._new:
            self.expunge_all()
