"""Work on the data happens in units that are wholly there after an answer, or not at all."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import make_url

from models.clock import utc_now
from models.session import Session
from models.ticket import Done, Ticket
from models.vault import Vault

T = TypeVar("T")


class Database(Protocol):
    """Where the data lives; `open_database` makes one."""

    dialect: str

    def read(self, work: Callable[[Session], T]) -> T:
        """Run `work` on one snapshot, in the calling thread. Reads do not nest."""

    def submit(self, work: Callable[[Session], Any], done: Done) -> Ticket:
        """Run `work` in another thread and call `done(result, error)` there once it is durable.

        What `work` did before it raised is undone, and nobody else's. `done` must be quick.
        """

    def write(self, work: Callable[[Session], T]) -> T:
        """Run `work` and return after its commit is durable; raise what `work` raised."""

    def close(self) -> None:
        """Finish what was submitted, then give every connection back."""


def wait_for(
    submit: Callable[[Callable[[Session], T], Done], Ticket], work: Callable[[Session], T]
) -> T:
    """Submit `work` and wait for its outcome."""
    outcome: list[tuple[Any, BaseException | None]] = []
    gate = threading.Lock()
    gate.acquire()

    def done(result: Any, error: BaseException | None) -> None:
        outcome.append((result, error))
        gate.release()

    submit(work, done)
    gate.acquire()
    result, error = outcome[0]
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]  # it is what work returned


def open_database(
    url: str, *, vault: Vault, clock: Callable[[], datetime] = utc_now, pool: int = 8
) -> Database:
    """Open `sqlite:///path` or `postgresql://...`; the schema must be there (`models.migrate`)."""
    kind = make_url(url).get_backend_name()
    if kind == "sqlite":
        from models.sqlite import SqliteDatabase  # noqa: PLC0415 -- needs the protocol above

        return SqliteDatabase(url, vault, clock)
    if kind == "postgresql":
        from models.postgresql import PostgresqlDatabase  # noqa: PLC0415 -- as above; and psycopg

        return PostgresqlDatabase(url, vault, clock, pool)
    raise ValueError(f"a database is sqlite:///path or postgresql://..., not {kind}")
