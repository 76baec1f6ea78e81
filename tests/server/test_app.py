"""The composition root: what is put together starts, serves and stops, or says why not."""

from __future__ import annotations

import threading

import copied
import prepared
import pytest
from wire import Client, Lifespan

from contract.place import DocumentError
from conventions.invocation import HandlerMismatch
from models.platform import key, organization
from server import app
from server.handlers import Unclaimed
from server.settings import from_environ


@pytest.fixture
def environ(tmp_path):
    return {"CHARTER_HOME": str(tmp_path / "home")}


@pytest.fixture
def document(tmp_path):
    """A copy of the document that a test may change."""
    return copied.document(tmp_path)


def changed(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def migrated(environ):
    settings = from_environ(environ)
    prepared.database(settings.database_url)
    return settings


def organized(server):
    """A key with all scopes."""

    def unit(session):
        made = organization.create(session, "io.example.one")
        return key.create(session, made["organizationId"], name="first", scopes=["*"])[1]

    return server.database.write(unit)


def closed(server):
    server.conventions.work.executor.shutdown()
    server.database.close()
    server.conventions.counters.close()


def test_every_operation_has_a_plan_before_the_first_request(environ):
    server = app.build(migrated(environ))
    plans = {
        plan.operation_id
        for path in {operation.path for operation in server.contract.operations.values()}
        for plan in server.app._middleware_app.router.find(path)[0].plans.values()
    }
    assert plans == set(server.contract.operations)
    closed(server)


def test_an_application_serves_between_start_and_stop(environ, loop):
    server = app.build(migrated(environ))
    lifespan = Lifespan(server.app, loop)
    lifespan.start()
    answer = Client(server.app, loop, organized(server)).get("/platform/v1/organization")
    lifespan.stop()
    assert answer.json()["name"] == "io.example.one"


def test_what_was_counted_is_written_down_on_the_way_out(environ, loop):
    server = app.build(migrated(environ), every=app.EVERY * 1000)
    lifespan = Lifespan(server.app, loop)
    lifespan.start()
    alice = Client(server.app, loop, organized(server))
    for _ in range(3):
        alice.get("/platform/v1/organization")
    lifespan.stop()

    again = app.build(from_environ(environ), every=app.EVERY * 1000)
    rows = Client(again.app, loop, alice.key).get("/platform/v1/usage").json()["items"]
    closed(again)
    assert [(row["operation"], row["calls"]) for row in rows] == [("getOrganization", 3)]


def test_mail_that_waits_is_sent_on_the_way_out(environ, loop, tmp_path):
    server = app.build(migrated(environ), every=app.EVERY * 1000)
    lifespan = Lifespan(server.app, loop)
    lifespan.start()
    body = {"app": "a", "contactEmail": "it@example.com", "scopes": ["registry:read"]}
    Client(server.app, loop, organized(server)).post("/platform/v1/activations", json=body)
    lifespan.stop()
    assert len(list((tmp_path / "home" / "outbox").glob("*.eml"))) == 1


def test_nothing_is_left_running_after_the_stop(environ, loop):
    before = set(threading.enumerate())
    server = app.build(migrated(environ))
    lifespan = Lifespan(server.app, loop)
    lifespan.start()
    Client(server.app, loop, organized(server)).get("/registry/v1/resources")
    lifespan.stop()
    assert set(threading.enumerate()) <= before


def test_what_was_written_is_there_after_a_restart(environ, loop):
    server = app.build(migrated(environ))
    alice = Client(server.app, loop, organized(server))
    made = alice.post("/registry/v1/resources", json={"kind": "a", "name": "b"})
    closed(server)
    again = app.build(from_environ(environ))
    read = Client(again.app, loop, alice.key).get(made.headers["location"])
    closed(again)
    assert read.body == made.body


def test_a_new_secret_makes_all_keys_void(environ, loop):
    server = app.build(migrated(environ))
    alice = Client(server.app, loop, organized(server))
    closed(server)
    again = app.build(from_environ(environ | {"CHARTER_SECRET": "another " * 8}))
    answer = Client(again.app, loop, alice.key).get("/platform/v1/organization")
    closed(again)
    assert answer.status == 401


def test_a_wrong_rule_stops_the_start_with_its_place_and_the_rules_there_are(environ, document):
    changed(document.parent / "openapi" / "registry.yaml", "idempotent: {}", "idempotnt: {}")
    with pytest.raises(DocumentError) as refused:
        app.build(from_environ(environ | {"CHARTER_DOCUMENT": str(document)}))
    message = str(refused.value)
    assert "\n" not in message
    assert "registry.yaml" in message
    assert "idempotnt" in message
    assert "idempotent" in message


def test_an_operation_without_a_handler_stops_the_start(environ, document):
    changed(
        document.parent / "openapi" / "platform.yaml",
        "operationId: listUsage",
        "operationId: listUses",
    )
    with pytest.raises(
        Unclaimed, match=r"listUses: no function list_uses in handlers/platform/\*\.py"
    ):
        app.build(from_environ(environ | {"CHARTER_DOCUMENT": str(document)}))


def test_a_handler_without_an_operation_stops_the_start(environ, document):
    changed(
        document.parent / "openapi" / "platform.yaml",
        "operationId: listUsage",
        "operationId: listUses",
    )
    with pytest.raises(Unclaimed, match=r"handlers\.platform\.usage\.list_usage: no operation"):
        app.build(from_environ(environ | {"CHARTER_DOCUMENT": str(document)}))


def test_a_parameter_that_the_handler_does_not_take_stops_the_start(environ, document):
    changed(
        document.parent / "openapi" / "platform.yaml",
        "- name: keyId\n          in: query",
        "- name: key\n          in: query",
    )
    with pytest.raises(HandlerMismatch, match="listUsage"):
        app.build(migrated(environ | {"CHARTER_DOCUMENT": str(document)}))


def test_the_application_for_a_server_comes_from_the_environment(environ, monkeypatch, loop):
    migrated(environ)
    monkeypatch.setenv("CHARTER_HOME", environ["CHARTER_HOME"])
    served = app.from_environ()
    lifespan = Lifespan(served, loop)
    lifespan.start()
    assert Client(served, loop).get("/healthz").status == 200
    lifespan.stop()
