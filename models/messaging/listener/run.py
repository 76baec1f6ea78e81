"""What an owner can do for a listener that does not hear: another secret, a trial, and all of it again."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import orjson

from models.delivery import destination, line
from models.delivery import record as deliveries
from models.identity import nanoid
from models.messaging import record
from models.messaging.listener.find import find, row
from models.messaging.moment import moment, ms
from models.messaging.queue.find import there
from models.paging import Page
from models.session import Session

Json = dict[str, Any]
OVERLAP: Final = timedelta(hours=24)
MOST: Final = 10_000


def rotate_secret(
    session: Session, tenant: str, queue_id: str, listener_id: str, *, overlap: timedelta = OVERLAP
) -> Json:
    """Give the listener with a new `secret`; the one before signs along for `overlap`.

    Raises `QueueNotFound` or `ListenerNotFound`.
    """
    place = _place(session, tenant, queue_id, listener_id)
    secret = destination.rotate_secret(session, tenant, place, overlap=overlap)
    after = find(session, tenant, queue_id, listener_id)
    record.touch(session, "listener", after, after)
    return after | {"secret": secret}


def recover(
    session: Session, tenant: str, queue_id: str, listener_id: str, content: Mapping[str, Any]
) -> Json:
    """Enable the listener; what waits is due now, what died within the time is in line again.

    Up to 10,000 of each at once. Raises `QueueNotFound` or `ListenerNotFound`.
    """
    place = _place(session, tenant, queue_id, listener_id)
    since = moment(content.get("since"), "body.since")
    until = moment(content.get("until"), "body.until")
    number = line.recover(session, tenant, place, since=since, until=until, most=MOST)
    after = find(session, tenant, queue_id, listener_id)
    record.touch(session, "listener", after, after)
    return {"recovered": number or 0}


def test(session: Session, tenant: str, queue_id: str, listener_id: str) -> Json:
    """Send the listener something that is no message; give the id under which it comes."""
    place = _place(session, tenant, queue_id, listener_id)
    id = nanoid()
    line.enqueue(session, tenant, [place], kind="test", subject_id=id)
    return {"id": id}


def test_body(session: Session, tenant: str, subject_id: str) -> tuple[bytes, str] | None:
    """The body of a trial and its type, the same at every attempt; `None` when it is over."""
    for one in deliveries.deliveries_of(session, tenant, subject_id, Page(1)).items:
        place = destination.find(session, tenant, one["destination_id"])
        if place is not None:
            data = {"queue_id": place["source"], "listener_id": place["owner_id"]}
            body = {"type": "test", "timestamp": ms(one["created_at"]), "data": data}
            return orjson.dumps(body), "application/json"
    return None


def _place(session: Session, tenant: str, queue_id: str, listener_id: str) -> str:
    there(session, tenant, queue_id, lock="share")
    return str(row(session, tenant, queue_id, listener_id, hold=True)["destination_id"])
