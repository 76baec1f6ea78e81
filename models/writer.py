"""Everything written to an SQLite file goes through one thread, in groups with one commit."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from sqlalchemy import Connection, Engine

from models import lite
from models.filelock import FileLock
from models.overload import not_now
from models.session import Session
from models.ticket import Ticket
from models.vault import Vault

GROUP: Final = 64
CHECKPOINT_BYTES: Final = 16 * 1024 * 1024
_log = logging.getLogger("charter.models.writer")


class Writer:
    """Runs submitted units in order, each in its own savepoint, and commits groups of them.

    Units' `done` is called after the commit is on the disk. The lock between processes is held
    around each group and around each checkpoint, so that nothing else writes meanwhile.
    """

    def __init__(
        self,
        engine: Engine,
        path: Path,
        lock: FileLock,
        vault: Vault,
        clock: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._log_file = path.with_name(path.name + "-wal")
        self._lock = lock
        self._vault = vault
        self._clock = clock
        self._queue: SimpleQueue[Ticket | None] = SimpleQueue()
        self._ended = False
        self._checkpoint_at = CHECKPOINT_BYTES
        self._connection: Connection | None = None
        self._driver: sqlite3.Connection
        self._session: Session
        with lock:
            self._open()
            self._driver.execute("PRAGMA journal_mode = WAL")
        self._thread = threading.Thread(target=self._serve, name="charter-writer", daemon=True)
        self._thread.start()

    def submit(self, ticket: Ticket) -> None:
        """Put a unit into the queue; after `close` it is refused at once."""
        self._queue.put(ticket)
        if self._ended:
            self._refuse_waiting()

    def is_this_thread(self) -> bool:
        """Whether the caller runs in the writer's thread, which cannot wait for itself."""
        return threading.current_thread() is self._thread

    def close(self) -> None:
        """Finish what waits, checkpoint, and give the connection back."""
        self._queue.put(None)
        self._thread.join()

    def _open(self) -> None:
        if self._connection is None:
            self._connection, self._driver = lite.hold(self._engine)
            self._session = Session(self._connection, self._vault)

    def _serve(self) -> None:
        running = True
        while running:
            group, running = self._gather()
            if group:
                self._do(group)
                for ticket in group:
                    ticket.answer()
                self._tidy()
        with self._lock:
            self._checkpoint()
            self._drop()
        self._ended = True
        self._refuse_waiting()

    def _do(self, group: list[Ticket]) -> None:
        try:
            with self._lock:
                self._open()
                self._commit(group)
        except Exception as error:  # noqa: BLE001 -- this thread must outlive everything
            self._lose(group, lite.not_committed(error))

    def _gather(self) -> tuple[list[Ticket], bool]:
        """Wait for the first unit, and take along what else is waiting."""
        group: list[Ticket] = []
        ticket = self._queue.get()
        while ticket is not None:
            if ticket.take():
                group.append(ticket)
            if len(group) == GROUP:
                return group, True
            try:
                ticket = self._queue.get_nowait()
            except Empty:
                return group, True
        return group, False

    def _commit(self, group: list[Ticket]) -> None:
        self._driver.execute("BEGIN IMMEDIATE")
        for ticket in group:
            self._run(ticket)
            if not self._driver.in_transaction:
                # A full disk or an I/O error can undo the whole transaction by itself.
                return self._lose(group, not_now())
        try:
            self._driver.execute("COMMIT")
        except sqlite3.Error as error:
            self._lose(group, lite.after_commit_failed(error))
        return None

    def _run(self, ticket: Ticket) -> None:
        session = self._session
        session.renew(self._clock())
        self._driver.execute("SAVEPOINT unit")
        try:
            ticket.result = ticket.work(session)
            session.settle()
        except BaseException as error:  # noqa: BLE001 -- it belongs to whoever submitted the unit
            ticket.error = lite.translated(error)
            if self._driver.in_transaction:
                session.discard()
                self._driver.execute("ROLLBACK TO SAVEPOINT unit")
        if self._driver.in_transaction:
            self._driver.execute("RELEASE SAVEPOINT unit")

    def _lose(self, group: list[Ticket], error: BaseException) -> None:
        """Tell every unit of the group that succeeded so far, and begin with a new connection."""
        _log.error("a group of %d units was not committed", len(group), exc_info=error)
        for ticket in group:
            ticket.error = ticket.error or error
        self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            self._driver.close()  # whatever was open is rolled back
            connection.invalidate()
            connection.close()

    def _tidy(self) -> None:
        try:
            if self._log_file.stat().st_size >= self._checkpoint_at:
                with self._lock:
                    self._checkpoint()
        except OSError:
            _log.exception("the write-ahead log could not be looked at")

    def _checkpoint(self) -> None:
        """Move the log into the file; readers that still need it only postpone its emptying."""
        if self._connection is None:
            return
        driver, busy = self._driver, 1
        try:
            driver.execute("PRAGMA busy_timeout = 0")
            busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            driver.execute(f"PRAGMA busy_timeout = {lite.BUSY_MS}")
        except sqlite3.Error:
            _log.exception("the checkpoint failed; it will be tried again")
        grown = self._log_file.stat().st_size if busy and self._log_file.exists() else 0
        self._checkpoint_at = grown + CHECKPOINT_BYTES

    def _refuse_waiting(self) -> None:
        while True:
            try:
                ticket = self._queue.get_nowait()
            except Empty:
                return
            if ticket is not None and ticket.take():
                ticket.error = not_now()
                ticket.answer()
