"""Somebody who publishes, and workers that carry it away, on one database and one clock."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_network
from itertools import count
from typing import Any

from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

import delivery.worker
import models
from delivery.content import Content
from delivery.worker import Plan
from models import migrate
from models.base import Base
from models.clock import utc_now
from models.database import open_database
from models.delivery import destination, line
from models.delivery.address import Rules
from models.delivery.due import Due
from models.delivery.table import Attempt, Delivery, Destination
from models.platform import organization
from models.postgresql import driver_url
from models.session import Session
from models.vault import Vault

SECRET = b"a secret of the tests only"
TLS = ssl.create_default_context()  # made once: reading all certificates takes a while
HERE = Rules(networks=(ip_network("127.0.0.0/8"),))


def with_tables(url: str) -> None:
    """Make what no migration has made yet."""
    found = driver_url(url) if url.startswith("postgresql") else url
    engine = create_engine(found, poolclass=NullPool)
    Base.metadata.create_all(engine)
    engine.dispose()


def body_of(_session: Session, due: Due) -> Content | None:
    """What a subject says is its own name; those that begin with `no-` are no longer there."""
    if due.subject_id.startswith("no-"):
        return None
    if due.subject_id.startswith("bad-"):
        raise ValueError(due.subject_id)
    return Content(b'{"message":"%b"}' % due.subject_id.encode())


class Moving:
    """The present time, and as much more as a test has let pass."""

    def __init__(self) -> None:
        self._more = timedelta(0)

    @property
    def now(self) -> datetime:
        return utc_now() + self._more

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self._more += timedelta(**span)


@contextmanager
def opened(url: str, clock: Any) -> Iterator[Office]:
    """An office on a database whose schema is made here."""
    models.register()
    migrate.upgrade(url)
    with_tables(url)
    database = open_database(url, vault=Vault(SECRET), clock=clock)
    made = database.write(lambda session: organization.create(session, "io.example.acme"))
    yield Office(database, made["organizationId"], clock, url)
    database.close()


@dataclass
class Office:
    """`chance` is the middle: waits are what the schedule says, to the second."""

    database: Any
    tenant: str
    clock: Any
    url: str = ""
    _numbers: Any = field(default_factory=count)

    def add(self, url: str, **values: Any) -> str:
        return self.added(url, **values)[0]

    def added(self, url: str, **values: Any) -> tuple[str, str]:
        """The id and the secret of a new destination."""
        number = next(self._numbers)
        given = {"kind": "listener", "source": "queue", "owner_id": f"listener-{number}"}
        made, secret = self.do(destination.add, url=url, **given | values)
        return made["id"], secret

    def publish(self, *ids: str, subject: str | None = None, **values: Any) -> str:
        subject = subject or f"message-{next(self._numbers)}"
        self.do(line.enqueue, ids, **{"kind": "message", "subject_id": subject} | values)
        return subject

    def do(self, act: Callable[..., Any], *args: Any, **values: Any) -> Any:
        return self.database.write(lambda session: act(session, self.tenant, *args, **values))

    def plan(self, **values: Any) -> Plan:
        given = {
            "database": self.database,
            "rules": HERE,
            "bodies": {"message": body_of},
            "clock": self.clock,
            "chance": lambda: 0.5,
            "tls": TLS,
        }
        return Plan(**given | values)

    def work(self, **values: Any) -> None:
        """Do all that is due now."""
        asyncio.run(delivery.worker.once(self.plan(**values)))

    def seen(self, id: str) -> dict[str, Any]:
        return self.do(destination.find, id)

    def row(self, subject: str, destination_id: str | None = None) -> Any:
        """A delivery as it lies in the table."""
        (found,) = self.rows(subject, destination_id)
        return found

    def rows(self, subject: str | None = None, destination_id: str | None = None) -> list[Any]:
        query = select(Delivery).order_by(Delivery.id)
        if subject is not None:
            query = query.where(Delivery.subject_id == subject)
        if destination_id is not None:
            query = query.where(Delivery.destination_id == destination_id)
        return self._all(query)

    def attempts(self, subject: str) -> list[Any]:
        mine = select(Delivery.id).where(Delivery.subject_id == subject)
        return self._all(
            select(Attempt).where(Attempt.delivery_id.in_(mine)).order_by(Attempt.attempt)
        )

    def lanes(self) -> list[Any]:
        return self._all(select(Destination).order_by(Destination.id))

    def _all(self, query: Any) -> list[Any]:
        def rows(session: Session) -> list[Any]:
            found = list(session.execute(query).scalars())
            session.expunge_all()
            return found

        return list(self.database.read(rows))
