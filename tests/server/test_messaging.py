"""A message reaches its listeners at once and signed, and what became of it is told; no timer helps it."""

from __future__ import annotations

from datetime import UTC, datetime

import certificates
import pytest
from aiohttp import web
from hearing import SENDING, at, settled
from receiver import Receiver
from sqlalchemy import func, select
from standardwebhooks import Webhook

from models.delivery.table import Delivery

RESOURCES = "/registry/v1/resources"
MESSAGING = "/messaging/v1"
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


def listening(cast, receiver, **more):
    """A queue with one listener: what messages are posted to, and how they are signed."""
    alice = cast.caller("alice")
    queue = alice.post(f"{MESSAGING}/queues", json={"name": "orders"} | more).json()["queue"]
    path = f"{MESSAGING}/queues/{queue['id']}"
    content = {"name": "billing", "notify_url": at(receiver), "liveness_url": at(receiver, "alive")}
    listener = alice.post(f"{path}/listeners", json=content).json()["listener"]
    return path, listener


def test_a_message_reaches_its_listener_and_that_it_did_is_told(sending, receiver):
    alice = sending.caller("alice")
    path, listener = listening(sending, receiver)
    sent = alice.post(f"{path}/messages", json={"data": '{"order": 7}'}).json()["message"]
    (got,) = receiver.wait_for(1)
    assert Webhook(listener["secret"]).verify(got.body, got.headers) == {"order": 7}
    assert got.id == sent["id"]
    settled(sending)
    assert alice.get(f"{path}/messages/{sent['id']}").json()["message"]["state"] == "delivered"
    events = alice.get(f"{MESSAGING}/events", query={"events": "message_published_ok"}).json()
    (event,) = events["events"]
    assert (event["message"]["id"], event["listener"]["id"]) == (sent["id"], listener["id"])


def test_a_message_that_nobody_took_is_told_of_too(sending, receiver):
    alice = sending.caller("alice")
    path, _ = listening(sending, receiver)
    receiver.reply = lambda _got: web.Response(status=302)
    sent = alice.post(f"{path}/messages", json={"data": "{}"}).json()["message"]
    receiver.wait_for(1)
    settled(sending)
    found = alice.get(f"{path}/messages/{sent['id']}/attempts").json()["attempts"]
    assert [one["status"] for one in found] == [302]


def test_what_another_api_tells_comes_as_a_message_of_a_queue_that_is_fed_by_it(sending, receiver):
    path, listener = listening(sending, receiver, source="registry")
    made = sending.caller("alice").post(RESOURCES, json=SENSOR).json()
    (got,) = receiver.wait_for(1)
    told = Webhook(listener["secret"]).verify(got.body, got.headers)
    assert (told["type"], told["data"]["id"]) == ("resource.created", made["id"])
    assert path


def test_a_trial_comes_at_once(sending, receiver):
    path, listener = listening(sending, receiver)
    length = {"content-length": "0"}
    answer = sending.caller("alice").post(f"{path}/listeners/{listener['id']}/test", headers=length)
    assert answer.status == 200, answer
    (got,) = receiver.wait_for(1)
    assert Webhook(listener["secret"]).verify(got.body, got.headers)["type"] == "test"


def test_a_domain_is_verified_as_soon_as_somebody_asks(sending, receiver):
    alice = sending.caller("alice")
    place = {"name": "hooks", "hostname": certificates.HOST, "port": receiver.port}
    domain = alice.post(f"{MESSAGING}/domains", json=place).json()["domain"]
    file = domain["challenge"]["https"]
    receiver.reply = lambda _got: web.Response(text=file["file_content"])
    path = f"{MESSAGING}/domains/{domain['id']}"
    alice.post(f"{path}/verify", headers={"content-length": "0"})
    (got,) = receiver.wait_for(1)
    settled(sending)
    assert (got.method, got.path.rpartition("/")[2]) == ("GET", file["file_name"])
    assert alice.get(path).json()["domain"]["verification"]["verified"] is True


def test_what_became_of_a_message_is_kept_as_long_as_the_message(sending, receiver):
    alice = sending.caller("alice")
    path, _ = listening(sending, receiver)
    sent = alice.post(f"{path}/messages", json={"data": "{}"}).json()["message"]
    receiver.wait_for(1)
    settled(sending)
    sending.clock.advance(days=100)
    sending.server.chores.sweep()
    assert alice.get(f"{path}/messages/{sent['id']}").json()["message"]["state"] == "delivered"
    count = select(func.count()).select_from(Delivery)
    assert sending.server.database.read(lambda session: session.scalar(count)) == 1
