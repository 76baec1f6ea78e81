"""One SQLite file: a writer with group commit, and for every thread a reader beside it."""

import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakSet

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from models import lite
from models.database import wait_for
from models.filelock import FileLock
from models.session import Session
from models.ticket import Done, Ticket
from models.vault import Vault
from models.writer import Writer

T = TypeVar("T")


class SqliteDatabase:
    """See `models.database.Database`; `submit` runs in the one writer thread of this process."""

    dialect = "sqlite"

    def __init__(self, url: str, vault: Vault, clock: Callable[[], datetime]) -> None:
        path = file_of(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._vault = vault
        self._clock = clock
        self._engine = lite.engine(path)
        self._lock = FileLock(path.with_name(path.name + ".writer"))
        self._writer = Writer(self._engine, path, self._lock, vault, clock)
        self._mine = threading.local()
        self._readers: WeakSet[Session] = WeakSet()

    def read(self, work: Callable[[Session], T]) -> T:
        """Run `work` on one snapshot, on the connection that this thread keeps."""
        session: Session | None = getattr(self._mine, "session", None)
        if session is None:
            session = self._reader()
        driver: sqlite3.Connection = session.driver
        driver.execute("BEGIN")
        session.renew(self._clock())
        try:
            return work(session)
        except DBAPIError as error:
            raise lite.translated(error) from None
        finally:
            session.discard()
            driver.execute("ROLLBACK")

    def submit(self, work: Callable[[Session], Any], done: Done) -> Ticket:
        """Put `work` into the writer's queue."""
        ticket = Ticket(work, done)
        self._writer.submit(ticket)
        return ticket

    def write(self, work: Callable[[Session], T]) -> T:
        """Run `work` in the writer's thread and wait for the commit."""
        if self._writer.is_this_thread():
            raise RuntimeError("a write cannot wait for another inside a unit or its `done`")
        outcome: T = wait_for(self.submit, work)
        return outcome

    def close(self) -> None:
        """Finish the queue, then close the readers; no read may be under way."""
        self._writer.close()
        with self._lock:
            for session in list(self._readers):
                session.held.close()
        self._lock.close()

    def _reader(self) -> Session:
        connection, driver = lite.hold(self._engine)
        driver.execute("PRAGMA query_only = ON")
        session = Session(connection, self._vault)
        self._readers.add(session)  # weakly: a thread that ends takes its reader along
        self._mine.session = session
        return session


def file_of(url: str) -> Path:
    """The file that an SQLite URL names; a database in memory cannot be shared by connections."""
    name = make_url(url).database
    if not name or name == ":memory:":
        raise ValueError("an SQLite database needs a file: sqlite:///path/to/charter.db")
    return Path(name)
