"""Connections to an SQLite file: durable, and never checkpointing by themselves."""

import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from contract.errors import OutcomeUnknown
from models.overload import not_now

BUSY_MS: Final = 5_000
_SETTINGS: Final = (
    "PRAGMA synchronous = FULL",  # NORMAL loses acknowledged work in a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA wal_autocheckpoint = 0",  # SQLite before 3.51.3: only the writer may checkpoint
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8192",
)
_NOT_NOW: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
_NO_COMMIT_FRAME: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_IOERR_WRITE,
    }
)


def engine(path: Path) -> Engine:
    """An engine whose connections leave BEGIN and COMMIT to whoever holds them."""

    def connect() -> sqlite3.Connection:
        driver = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=512
        )
        for setting in _SETTINGS:
            driver.execute(setting)
        return driver

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def hold(lite: Engine) -> tuple[Connection, sqlite3.Connection]:
    """Open a connection to keep.

    SQLAlchemy is told once that a transaction is open and never that it ended, so that sessions
    only ever make savepoints; the real BEGIN and COMMIT go to the driver.
    """
    connection = lite.connect()
    connection.begin()
    driver: Any = connection.connection.driver_connection
    return connection, driver


def translated(error: BaseException) -> BaseException:
    """Say of a failure of the machine (full disk, lock, I/O) that the work was not done."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(origin, sqlite3.Error) and _primary(origin) in _NOT_NOW:
        refusal = not_now()
        refusal.__cause__ = error
        return refusal
    return error


def after_commit_failed(error: sqlite3.Error) -> BaseException:
    """Say what is known of a group whose COMMIT failed.

    A lock, a broken constraint, a full disk or a failed write stop the write-ahead log before its
    commit frame is whole; after any other failure the frame may or may not be on the disk.
    """
    known = {_primary(error), getattr(error, "sqlite_errorcode", 0)}
    refusal = not_now() if known & _NO_COMMIT_FRAME else OutcomeUnknown()
    refusal.__cause__ = error
    return refusal


def not_committed(error: BaseException) -> BaseException:
    """Say of a failure before any COMMIT that nothing was done."""
    refusal = not_now()
    refusal.__cause__ = error
    return refusal


def _primary(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
