"""What has been carried away: attempts and dead letters, without a call to anyone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.delivery import destination, due, lane, settle
from models.delivery.due import Due
from models.delivery.outcome import Outcome
from models.session import Session

LEASE = timedelta(minutes=1)


def carried(cast: Any, listener_id: str, result: str) -> Due:
    """The only delivery that is due for a listener of alice's, after an attempt with this result."""
    tenant = cast.tenants["alice"]

    def work(session: Session) -> Due:
        (whither,) = destination.of_owner(session, tenant, "listener", listener_id)
        held = lane.claim_one(session, tenant, whither["id"], "carrier", lease=LEASE)
        assert held is not None
        (found,) = due.read(session, held, most=2)
        outcome = Outcome(found.id, result, session.now, 12, 204 if result == "delivered" else 503)
        assert settle.settle(session, held, [outcome]).ids == [found.id]
        lane.release(session, [held])
        return found

    made: Due = cast.server.database.write(work)
    return made
