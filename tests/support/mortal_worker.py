"""A worker of its own process that says how far it is, and stops there to be killed.

python mortal_worker.py URL POINT, where POINT is `never`, `sending`, `answered` or `settled`.
"""

import asyncio
import sys
from dataclasses import dataclass, replace
from typing import Any

import postroom

from delivery.answer import Answer
from delivery.send import Call, Sender
from delivery.worker import Plan, Worker
from models.database import open_database
from models.vault import Vault


async def halt(word: str) -> None:
    """Say it, and do nothing more."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


@dataclass
class Halting:
    """Sends, and stops before or after it."""

    sender: Sender
    point: str

    async def send(self, call: Call) -> Answer:
        if self.point == "sending":
            await halt("sending")
        answer = await self.sender.send(call)
        if self.point == "answered":
            await halt("answered")
        return answer

    async def close(self) -> None:
        await self.sender.close()


@dataclass(frozen=True, kw_only=True)
class HaltingPlan(Plan):
    """A plan whose worker stops at a point."""

    point: str

    def sender(self) -> Any:
        return Halting(super().sender(), self.point)

    async def work(self, sender: Any, units: Any) -> Any:
        made = await super().work(sender, units)
        if self.point != "settled":
            return made
        tools = made._tools
        made._tools = replace(tools, settling=HaltingSettling(tools.settling))
        return made


@dataclass
class HaltingSettling:
    """Settles, and stops before the lane is given back."""

    inner: Any

    async def settle(self, *given: Any) -> Any:
        settled = await self.inner.settle(*given)
        await halt("settled")
        return settled


def main() -> None:
    url, point = sys.argv[1:]
    database = open_database(url, vault=Vault(postroom.SECRET))
    plan = HaltingPlan(
        database=database, rules=postroom.HERE, bodies={"message": postroom.body_of}, point=point
    )
    Worker(plan).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
