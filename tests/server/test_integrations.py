"""What happens reaches the webhooks of integrations, at once and signed; no timer helps it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import certificates
import pytest
from hearing import ACTIVATIONS, SENDING, active, announced, at, settled
from receiver import Receiver
from sqlalchemy import func, select
from standardwebhooks import Webhook

from models.delivery.table import Delivery
from models.outbox import OutboxEvent

RESOURCES = "/registry/v1/resources"
SENSOR = {"kind": "sensor", "name": "Boiler"}
pytestmark = pytest.mark.parametrize("fresh", [SENDING], indirect=True)


@pytest.fixture
def receiver():
    with Receiver(tls=certificates.pair()[0]) as found:
        yield found


@pytest.fixture
def sending(receiver, fresh):
    """The application at the present time: whoever verifies a signature looks at the clock."""
    fresh.clock.now = datetime.now(UTC)
    return fresh


def test_an_integration_gets_what_happens_signed_and_with_its_key(sending, receiver):
    alice = sending.caller("alice")
    _, secret, outbound = active(sending, url=at(receiver), types=["resource.created"])
    made = alice.post(RESOURCES, json=SENSOR).json()
    (got,) = receiver.wait_for(1)
    told = Webhook(secret).verify(got.body, got.headers)
    assert (got.headers["x-api-key"], got.headers["content-type"]) == (outbound, "application/json")
    assert told == {
        "id": got.id,
        "type": "resource.created",
        "timestamp": made["createdAt"],
        "data": {"id": made["id"], **SENSOR, "state": "draft", "version": 1},
    }
    announced(sending, "resource.created").validate(told)


def test_after_the_deactivation_nothing_more_is_sent(sending, receiver):
    alice = sending.caller("alice")
    ended, _, _ = active(sending, url=at(receiver, "ended"), types=["resource.created"])
    active(sending, url=at(receiver, "other"), types=["resource.created"])
    alice.post(RESOURCES, json=SENSOR)
    receiver.wait_for(2)
    alice.post(f"{ACTIVATIONS}/{ended['id']}/deactivate")
    alice.post(RESOURCES, json=SENSOR | {"name": "Another"})
    receiver.wait_for(3)
    settled(sending)
    paths = [got.path for got in receiver.got]
    assert sorted(paths) == ["/ended", "/other", "/other"]


def test_all_that_the_platform_tells_is_as_the_document_says(sending, receiver):
    alice = sending.caller("alice")
    _, secret, _ = active(sending, url=at(receiver))
    alice.post("/platform/v1/keys", json={"name": "Dashboard", "scopes": ["registry:read"]})
    alice.patch(
        "/platform/v1/organization",
        json={"displayName": "Acme"},
        content_type="application/merge-patch+json",
    )
    wanted = {"activation.state_changed", "key.created", "organization.updated"}
    heard = receiver.wait_until(lambda got: wanted <= {json.loads(one.body)["type"] for one in got})
    for got in heard:
        told = Webhook(secret).verify(got.body, got.headers)
        announced(sending, told["type"]).validate(told)


def number(cast, table):
    return cast.server.database.read(
        lambda session: session.scalar(select(func.count()).select_from(table))
    )


def test_events_and_what_became_of_them_are_forgotten_after_a_while(sending, receiver):
    active(sending, url=at(receiver), types=["resource.created"])
    sending.caller("alice").post(RESOURCES, json=SENSOR)
    receiver.wait_for(1)
    settled(sending)
    before = number(sending, OutboxEvent)
    sending.clock.advance(days=29)
    sending.server.chores.sweep()
    within = number(sending, Delivery), number(sending, OutboxEvent)
    sending.clock.advance(days=2)
    sending.server.chores.sweep()
    assert within == (1, before)
    assert (number(sending, Delivery), number(sending, OutboxEvent)) == (0, 0)


def test_what_still_waits_is_kept_with_its_event_however_old(sending, receiver):
    ended, _, _ = active(sending, url=at(receiver), types=["resource.created"])
    settled(sending)  # from now on nobody sends
    sending.caller("alice").post(RESOURCES, json=SENSOR)
    sending.clock.advance(days=100)
    sending.server.chores.sweep()
    within = number(sending, Delivery), number(sending, OutboxEvent)
    sending.caller("alice").post(f"{ACTIVATIONS}/{ended['id']}/deactivate")
    sending.clock.advance(days=31)
    sending.server.chores.sweep()
    assert within == (1, 1)
    assert (number(sending, Delivery), number(sending, OutboxEvent)) == (0, 0)
