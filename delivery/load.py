"""What a lane sends next is read with its bodies in one look at the database."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy.exc import DBAPIError

from contract.errors import Refusal
from delivery.content import Bodies, Content
from delivery.request import Seal
from models.delivery import due
from models.delivery import lane as lanes
from models.delivery.due import Due
from models.delivery.lane import Lane
from models.session import Session

log = logging.getLogger("charter.delivery")

BROKEN: Final = "the content could not be made"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A delivery with its content, or with the outcome that it has without any."""

    due: Due
    content: Content | None
    result: str | None


def load(
    session: Session, lane: Lane, bodies: Bodies, *, most: int, besides: Collection[str]
) -> tuple[Seal, list[Loaded]]:
    """Give up to `most` that are due, and what to sign them with."""
    found = due.read(session, lane, most=most, besides=besides)
    valid = lanes.secrets(session.vault, lane.sealed, session.now) if found else []
    seal = Seal(valid, lanes.outbound_key(session.vault, lane) if found else None)
    return seal, [_loaded(session, one, bodies) for one in found]


def _loaded(session: Session, one: Due, bodies: Bodies) -> Loaded:
    """A subject that is gone is dropped; one that cannot be written down becomes a dead letter."""
    try:
        content = bodies[one.kind](session, one)
    except (DBAPIError, Refusal):
        raise  # the database's trouble is not the subject's
    except Exception:
        log.exception("delivery %s (%s) has no content", one.id, one.kind)
        return Loaded(one, None, "dead")
    return Loaded(one, content, "dropped" if content is None else None)
