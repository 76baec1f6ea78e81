"""The worker is a thread with an event loop of its own, beside whatever else the process does."""

import asyncio
import logging
import random
import secrets
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from delivery.challenge import Challenges
from delivery.claim import Claim
from delivery.content import Bodies
from delivery.guard import Lookup, lookup
from delivery.loop import new_loop
from delivery.meters import Meters
from delivery.send import Sender
from delivery.settling import Settling, Tell, nobody
from delivery.slots import Slots
from delivery.tools import Tools
from delivery.units import Units
from delivery.work import EVERY, Work
from models.clock import utc_now
from models.database import Database
from models.delivery.address import Rules

LEASE: Final = timedelta(seconds=45)
"""How long a worker that died keeps others from its lanes."""

log = logging.getLogger("charter.delivery")


def holder() -> str:
    """A name that no other worker has."""
    return f"{socket.gethostname()}-{secrets.token_hex(8)}"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a worker is made of; the defaults are what production wants."""

    database: Database
    rules: Rules
    bodies: Bodies
    challenges: Challenges | None = None
    tell: Tell = nobody
    every: float = EVERY
    in_flight: int = 256
    lease: timedelta = LEASE
    clock: Callable[[], datetime] = utc_now
    chance: Callable[[], float] = random.random
    look: Lookup = lookup
    tls: ssl.SSLContext | None = None
    meters: Meters = field(default_factory=Meters)
    holder: str = field(default_factory=holder)

    async def work(self, sender: Sender, units: Units) -> Work:
        """The work, in the event loop that is running."""
        tools = Tools(
            units=units,
            settling=Settling(units, patience=self.lease.total_seconds(), tell=self.tell),
            send=sender.send,
            bodies=self.bodies,
            clock=self.clock,
            chance=self.chance,
            lease=self.lease,
            slots=Slots(self.in_flight),
            meters=self.meters,
        )
        return Work(tools, Claim(self.holder, self.lease, self.challenges), self.every)

    def sender(self) -> Sender:
        """The connections, in the event loop that is running."""
        return Sender(self.rules, look=self.look, tls=self.tls)


async def once(plan: Plan) -> None:
    """Do everything that is due now."""
    units, sender = Units(plan.database), plan.sender()
    try:
        await (await plan.work(sender, units)).pass_()
    finally:
        await sender.close()
        units.close()


class Worker:
    """Sends from `start` to `stop`; `wake` may be called by any thread, at any time."""

    def __init__(self, plan: Plan, *, grace: float = 30.0) -> None:
        self._plan = plan
        self._grace = grace
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: Work | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def wake(self, tenant: str, destination_ids: Iterable[str] = ()) -> None:
        """Tell that something was committed for these destinations; a hint, so it may be lost."""
        ids = tuple(destination_ids)
        with self._lock:
            if self._loop is not None and self._work is not None:
                self._loop.call_soon_threadsafe(self._work.wake, tenant, ids)

    def stop(self) -> None:
        """Finish what is under way, at most `grace` seconds, and give all lanes back."""
        with self._lock:
            self._stopping.set()
            if self._loop is not None and self._work is not None:
                self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=new_loop) as runner:
                runner.run(self._serve())
        except Exception:
            log.exception("the delivery worker ended")

    async def _serve(self) -> None:
        units, sender = Units(self._plan.database), self._plan.sender()
        work = await self._plan.work(sender, units)
        self._ended = asyncio.Event()
        with self._lock:
            self._loop, self._work = asyncio.get_running_loop(), work
            if self._stopping.is_set():
                self._ended.set()
        running = asyncio.create_task(work.run())
        try:
            await self._ended.wait()
            work.end()
            await running
            await work.ended(self._grace)
        finally:
            with self._lock:
                self._loop = self._work = None
            await sender.close()
            units.close()
