"""What came of a batch is written at once by whoever still holds the lane, and by nobody else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from models.delivery import circuit, ledger
from models.delivery.circuit import Circuit
from models.delivery.lane import Lane
from models.delivery.outcome import Outcome
from models.delivery.planned import plan_afresh
from models.delivery.table import ACTIVE, FIFO, GONE
from models.session import Session


@dataclass(frozen=True, slots=True)
class Settled:
    """`ids` are those that this settle wrote; `held` says to send nothing more on this lane.

    A lane is held when it is lost, its circuit open, or its destination gone, disabled or removed.
    """

    ids: list[str]
    held: bool
    in_flight: int


Batch = tuple[Lane, Sequence[Outcome]]
_LOST: Final = Settled([], held=True, in_flight=0)


def settle(session: Session, lane: Lane, outcomes: Sequence[Outcome]) -> Settled:
    """Write what came of one lane's deliveries, in the order in which the answers came."""
    return settle_all(session, [(lane, outcomes)])[0]


def settle_all(session: Session, batches: Sequence[Batch]) -> list[Settled]:
    """Write what came of several lanes' deliveries in four statements, however many there are.

    The rows of the lanes are held from the check of their tokens to the commit, so nobody can take
    one over in between. A delivery that is no longer waiting (expired, forgotten) is left alone.
    """
    plan_afresh(session)
    held = {(one.tenant, one.id): one for one in ledger.hold(session, [one for one, _ in batches])}
    mine = [(lane, outcomes) for lane, outcomes in batches if (lane.tenant, lane.id) in held]
    written = set(ledger.write(session, mine))
    answers = []
    after = []
    for lane, outcomes in batches:
        before = held.get((lane.tenant, lane.id))
        if before is None:
            answers.append(_LOST)
            continue
        ids = [one.id for one in outcomes if (lane.tenant, one.id) in written]
        now = _after(before, outcomes, set(ids), session.now)
        after.append(now)
        answers.append(_answer(now, ids))
    ledger.enter(session, after)
    return answers


def _after(
    before: ledger.Account, outcomes: Iterable[Outcome], ids: set[str], now: datetime
) -> ledger.Account:
    answers = [one.result == "delivered" for one in outcomes if one.tells_of_health]
    health = circuit.attempted(
        before.circuit,
        answers,
        now=now,
        most=before.max_in_flight,
        probes=before.liveness_url is not None,
    )
    gone = before.state == ACTIVE and any(one.result == "gone" for one in outcomes)
    acknowledged = sum(one.result == "delivered" and one.id in ids for one in outcomes)
    changed: dict[str, Any] = {"state": GONE, "state_at": now} if gone else {}
    return before.changed(
        circuit=health, acknowledged=before.acknowledged + acknowledged, **changed
    )


def _answer(now: ledger.Account, ids: list[str]) -> Settled:
    health: Circuit = now.circuit
    held = now.state != ACTIVE or health.liveness == circuit.INACTIVE
    if held:
        return Settled(ids, held=True, in_flight=0)
    most = 1 if now.ordering == FIFO else now.max_in_flight
    allowed = circuit.in_flight(health.liveness, health.slow_start, most)
    return Settled(ids, held=False, in_flight=allowed)
