"""PostgreSQL: a pool of connections, units in threads beside each other, conflicts tried again."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, Final, TypeVar

import orjson
import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from contract.errors import OutcomeUnknown
from models.overload import not_now
from models.session import Session
from models.ticket import Done, Ticket
from models.vault import Vault

T = TypeVar("T")
TRIES: Final = 5
WAIT_SECONDS: Final = 0.1
_OPTIONS: Final = "-c idle_in_transaction_session_timeout=15s -c lock_timeout=10s -c timezone=UTC"
_AGAIN: Final = frozenset({"40001", "40P01"})
_BUSY: Final = frozenset({"55P03", "57014", "25P03"})  # lock time-out, cancelled, idle too long
_EXHAUSTED: Final = "53"  # the class of full disks, full memory, too many connections


class PostgresqlDatabase:
    """See `models.database.Database`.

    Units are READ COMMITTED: what must not race is decided by constraints and row locks. A unit
    may be run again, so it must have no effect outside of its session.
    """

    dialect = "postgresql"

    def __init__(self, url: str, vault: Vault, clock: Callable[[], datetime], pool: int) -> None:
        self._vault = vault
        self._clock = clock
        self._engine = _engine(url, pool)
        self._snapshots = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._workers = ThreadPoolExecutor(pool, thread_name_prefix="charter-unit")

    def read(self, work: Callable[[Session], T]) -> T:
        """Run `work` on one snapshot, on a connection of the pool."""
        return self._again(self._snapshots, work)

    def write(self, work: Callable[[Session], T]) -> T:
        """Run `work` in the calling thread and commit."""
        return self._again(self._engine, work)

    def submit(self, work: Callable[[Session], Any], done: Done) -> Ticket:
        """Run `work` in a thread of the pool as soon as one is free."""
        ticket = Ticket(work, done)
        try:
            self._workers.submit(self._answer, ticket)
        except RuntimeError:  # closed
            if ticket.take():
                done(None, not_now())
        return ticket

    def close(self) -> None:
        """Finish what was submitted, then close the pool."""
        self._workers.shutdown()
        self._engine.dispose()

    def _answer(self, ticket: Ticket) -> None:
        if not ticket.take():
            return
        try:
            ticket.result = self.write(ticket.work)
        except BaseException as error:  # noqa: BLE001 -- it belongs to whoever submitted the unit
            ticket.error = error
        ticket.answer()

    def _again(self, engine: Engine, work: Callable[[Session], T]) -> T:
        for attempt in range(TRIES):
            try:
                return self._once(engine, work)
            except DBAPIError as error:
                state = _state(error)
                if _lost(error):
                    self._engine.dispose()  # the other connections of the pool are dead as well
                elif state not in _AGAIN:
                    if state in _BUSY or state.startswith(_EXHAUSTED):
                        raise not_now() from error
                    raise
                time.sleep(random.random() * 0.005 * 2**attempt)  # noqa: S311 -- jitter
        raise not_now()

    def _once(self, engine: Engine, work: Callable[[Session], T]) -> T:
        try:
            connection = engine.connect()
        except PoolTimeout as error:
            raise not_now() from error
        with connection:
            transaction = connection.begin()
            session = Session(connection, self._vault)
            session.renew(self._clock())
            try:
                result = work(session)
                session.settle()
            except BaseException:
                _undo(connection, session)
                raise
            try:
                transaction.commit()
            except DBAPIError as error:
                if _state(error) in _AGAIN:
                    raise
                raise OutcomeUnknown from error
            return result


def _undo(connection: Connection, session: Session) -> None:
    if session.driver.closed:
        connection.invalidate()
        return
    session.discard()
    transaction = connection.get_transaction()
    if transaction is not None:
        transaction.rollback()


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


def _lost(error: DBAPIError) -> bool:
    """Whether the connection broke or could not be made: then nothing was committed."""
    origin = error.orig
    if not isinstance(origin, psycopg.OperationalError):
        return False
    return error.connection_invalidated or not origin.sqlstate or origin.sqlstate[:3] == "57P"


def _engine(url: str, pool: int) -> Engine:
    return create_engine(
        driver_url(url),
        pool_size=pool,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        connect_args={"options": _OPTIONS, "connect_timeout": 5},
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
    )


def driver_url(url: str) -> URL:
    """The same URL with the driver that this server speaks through."""
    return make_url(url).set(drivername="postgresql+psycopg")
