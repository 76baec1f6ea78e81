"""From a queue to a delivery that a receiver of its own process has verified, and past one that was down."""

import json
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import httpx
import prepared
import pytest
from process import Serving

from models.database import open_database
from models.platform import key, organization
from models.vault import Vault
from server.settings import from_environ

RECEIVER = Path(__file__).parents[2] / "support" / "verifying_receiver.py"
RULES = {
    "number": {"type": "string", "pattern": "^INV-[0-9]+$"},
    "total": {"type": "number", "min": 0},
}


class Hearing:
    """A receiver of its own process, and what it took."""

    def __init__(self, folder, port=0):
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, RECEIVER, folder, str(port)], stdout=subprocess.PIPE, text=True
        )
        self.port = self.next()

    def next(self):
        """Wait for what it says next."""
        line = self.process.stdout.readline()
        assert line, "the receiver has ended"
        return json.loads(line)

    def expects(self, name, secret):
        """Whoever calls /name signs with this secret."""
        (self.folder / name).write_text(secret)

    def at(self, name):
        return f"http://127.0.0.1:{self.port}/{name}"


@contextmanager
def hearing(folder, port=0):
    found = Hearing(folder, port)
    try:
        yield found
    finally:
        found.process.kill()
        found.process.communicate()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def keys(home):
    """A key of each of two organizations."""
    settings = from_environ({"CHARTER_HOME": str(home)})
    prepared.database(settings.database_url)
    database = open_database(settings.database_url, vault=Vault(settings.secret))

    def made(session, name):
        tenant = organization.create(session, name)["organizationId"]
        return key.create(session, tenant, name="mine", scopes=["*"])[1]

    names = ("io.example.acme", "io.example.other")
    yield [database.write(partial(made, name=name)) for name in names]
    database.close()


@pytest.fixture(scope="module")
def owners(home, keys):
    """Somebody of each organization, over the network, at a server that sends."""
    with Serving(home, CHARTER_WEBHOOK_ALLOW_NETWORKS="127.0.0.0/8") as serving:
        url = f"{serving.url}/messaging/v1"
        callers = [httpx.Client(base_url=url, headers={"x-api-key": one}) for one in keys]
        yield callers
        for one in callers:
            one.close()


@pytest.fixture
def acme(owners):
    return owners[0]


@pytest.fixture
def other(owners):
    return owners[1]


@pytest.fixture
def receiver(tmp_path):
    with hearing(tmp_path) as found:
        yield found


def data(answer):
    assert answer.status_code == 200, answer.text
    (found,) = (value for name, value in answer.json().items() if name != "_links")
    return found


def queue(owner, name, **more):
    return f"/queues/{data(owner.post('/queues', json={'name': name} | more))['id']}"


def listener(owner, path, receiver, name, **more):
    where = {"notify_url": receiver.at(name), "liveness_url": receiver.at("health")}
    made = data(owner.post(f"{path}/listeners", json={"name": name} | where | more))
    receiver.expects(name, made["secret"])
    return made


def put(owner, path, content):
    return data(owner.post(f"{path}/messages", json={"data": json.dumps(content)}))["id"]


def test_a_producer_with_a_key_of_its_own_reaches_a_receiver_that_verifies(acme, receiver):
    path = queue(acme, "billing.invoices", schema=RULES)
    made = listener(acme, path, receiver, "ledger")
    producer = {"name": "shop.producer", "scopes": {"messages": {"access": "write"}}}
    key = {"x-api-key": data(acme.post("/api_keys", json=producer))["key"]}
    invoice = {"number": "INV-1", "total": 99.5}

    wrong = acme.post(f"{path}/messages", json={"data": '{"number": 1}'}, headers=key)
    right = acme.post(f"{path}/messages", json={"data": json.dumps(invoice)}, headers=key)

    assert wrong.status_code == 422
    assert receiver.next() == {"at": "/ledger", "id": data(right)["id"], "content": invoice}
    assert acme.get(path, headers=key).status_code == 403
    assert data(acme.get(f"{path}/listeners/{made['id']}"))["name"] == "ledger"


def test_a_trial_is_verified_too(acme, receiver):
    path = queue(acme, "queue.of.trials")
    made = listener(acme, path, receiver, "trials")

    trial = acme.post(f"{path}/listeners/{made['id']}/test", headers={"content-length": "0"})

    heard = receiver.next()
    assert (heard["id"], heard["content"]["type"]) == (data(trial)["id"], "test")


def test_a_receiver_changes_over_to_another_secret_without_a_gap(acme, receiver):
    path = queue(acme, "queue.of.secrets")
    made = listener(acme, path, receiver, "rotating")

    rotated = data(
        acme.post(f"{path}/listeners/{made['id']}/rotate_secret", json={"overlap_ms": 600_000})
    )
    ids = [put(acme, path, {"with": "the old one"})]
    heard = [receiver.next()]
    receiver.expects("rotating", rotated["secret"])
    ids.append(put(acme, path, {"with": "the new one"}))
    heard.append(receiver.next())

    assert [one["id"] for one in heard] == ids


def test_a_line_comes_in_its_order(acme, receiver):
    path = queue(acme, "queue.in.order", ordering="fifo")
    listener(acme, path, receiver, "ordered")

    ids = [put(acme, path, {"number": number}) for number in range(20)]

    assert [receiver.next()["id"] for _ in ids] == ids


def test_a_listener_that_was_down_gets_what_it_missed_when_it_is_brought_back(acme, tmp_path):
    with hearing(tmp_path) as first:
        path = queue(acme, "queue.of.the.missed")
        made = listener(acme, path, first, "sleeper")
        before = put(acme, path, {"number": 1})
        assert first.next()["id"] == before

    missed = [put(acme, path, {"number": number}) for number in (2, 3)]

    with hearing(tmp_path, first.port) as again:
        recover = f"{path}/listeners/{made['id']}/recover"
        data(acme.post(recover, headers={"content-length": "0"}))
        heard = set()
        while not heard.issuperset(missed):  # what was on its way when it went down may come, too
            heard.add(again.next()["id"])


def test_two_organizations_at_one_receiver_have_nothing_in_common(acme, other, receiver):
    path, theirs = queue(acme, "same.name"), queue(other, "same.name")
    listener(acme, path, receiver, "mine")
    listener(other, theirs, receiver, "theirs")

    sent = {"/mine": put(acme, path, {"from": "me"})}
    sent["/theirs"] = put(other, theirs, {"from": "them"})
    heard = [receiver.next() for _ in sent]

    assert {one["at"]: one["id"] for one in heard} == sent
    assert other.get(path).status_code == acme.get(theirs).status_code == 404
    assert [one["id"] for one in data(other.get("/messages"))] == [sent["/theirs"]]
    assert other.post(f"{path}/messages", json={"data": "{}"}).status_code == 404
