"""Who can put a file on a host speaks for it: the file is fetched by https and compared strictly."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from delivery.answer import Answer
from delivery.send import Call
from delivery.tools import Tools
from models.session import Session

TIMEOUT: Final = 10.0
_OK: Final = 200


@dataclass(frozen=True, slots=True)
class Challenge:
    """One file that has to be there, and its content to the byte."""

    tenant: str
    id: str
    hostname: str
    port: int
    path: str
    content: str

    @property
    def url(self) -> str:
        """Where it has to be."""
        host = f"[{self.hostname}]" if ":" in self.hostname else self.hostname
        return f"https://{host}:{self.port}/{self.path.strip('/')}"


class Challenges(Protocol):
    """Who knows what is to be verified; `take` lets nobody else take it for a while."""

    def next_at(self, session: Session) -> datetime | None:
        """When the next one is due."""

    def take(self, session: Session, *, most: int) -> list[Challenge]:
        """Take up to `most` that are due."""

    def verified(self, session: Session, challenge: Challenge, error: str | None) -> None:
        """Write down that it holds, or with `error` why it does not."""


def verdict(challenge: Challenge, answer: Answer) -> str | None:
    """Say why the answer does not verify the challenge; `None` if it does."""
    if answer.error is not None:
        return answer.error
    if answer.status != _OK:
        return f"status {answer.status}"
    same = hmac.compare_digest(answer.body, challenge.content.encode())
    return None if same and answer.complete else "another content"


async def ask(tools: Tools, challenges: Challenges, one: Challenge) -> None:
    """Fetch the file and write down what came of it."""
    answer = await tools.send(Call(one.url, TIMEOUT, method="GET"))
    error = verdict(one, answer)
    await tools.units.write(lambda session: challenges.verified(session, one, error))
