"""Every peer has the same two tables, the same key and the same durability as this server."""

import hashlib
import hmac
import os
import sqlite3
from typing import Any

from sqlalchemy import Column, Engine, Index, MetaData, Table, Text, create_engine, event
from sqlalchemy.types import Integer

PEPPER = b"a pepper of thirty-two bytes ...."
KEY = "bench_live_k0000001_c2VjcmV0LW9mLXRoZS1iZW5jaC1wZWVycw"
TENANT = "io_example_bench"

metadata = MetaData()
keys = Table(
    "keys",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("tenant_id", Text, nullable=False),
    Column("expires_at", Text),
)
resources = Table(
    "resources",
    metadata,
    Column("tenant_id", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("labels", Text, nullable=False),
    Column("attributes", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    Index("resources_name", "tenant_id", "kind", "name", unique=True),
)


def digest(key: str) -> str:
    """HMAC-SHA256 of a key under the pepper, as it rests in the table."""
    return hmac.new(PEPPER, key.encode(), hashlib.sha256).hexdigest()


def engine(path: str | None = None) -> Engine:
    """An engine on `path` (or `BENCH_DATABASE`): WAL, `synchronous=FULL`, room for 32 callers."""
    made = create_engine(
        f"sqlite:///{path or os.environ['BENCH_DATABASE']}",
        pool_size=32,
        max_overflow=8,
        connect_args={"timeout": 30, "check_same_thread": False},
    )
    event.listen(made, "connect", _durable)
    return made


def prepare(path: str) -> str:
    """Make the tables and the one key at `path`; return the key in plain text."""
    made = engine(path)
    metadata.create_all(made)
    with made.begin() as connection:
        connection.execute(keys.insert().values(digest=digest(KEY), tenant_id=TENANT))
    made.dispose()
    return KEY


def _durable(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
