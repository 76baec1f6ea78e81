import hashlib

import orjson
import pytest
from sqlalchemy import func, select

from contract.errors import (
    NameTaken,
    OrderingFixed,
    QueueNotFound,
    SchemaInvalid,
    SchemaNotFound,
)
from models.delivery.table import Delivery
from models.messaging import listener, message, queue
from models.messaging.chores import settle
from models.messaging.moment import ms
from models.messaging.table import Message, Queue, QueueSchema
from models.paging import Page

RULE = {"a": {"type": "string"}}


def count(who, table):
    query = select(func.count()).select_from(table)
    return who.read(lambda session, _tenant: session.execute(query).scalar_one())


def test_a_queue_begins_without_order_and_schema(desk, clock):
    made = desk.queue(alias="queue-x", name="queue-x")
    at = ms(clock.now)
    assert made == {
        "id": made["id"],
        "name": "queue-x",
        "alias": "queue-x",
        "ordering": "none",
        "listeners": [],
        "created_at": at,
        "updated_at": at,
    }
    assert desk.who.read(queue.find, made["id"]) == made


def test_all_that_was_given_is_shown(desk):
    made = desk.queue(ordering="fifo", retention_ms=5, schema=RULE)
    assert (made["ordering"], made["retention_ms"]) == ("fifo", 5)
    assert (made["schema"], made["schema_format"]) == (RULE, "queue")


def test_the_id_of_a_schema_is_the_digest_of_what_it_compiles_to(desk):
    made = desk.queue(schema=RULE)
    compiled = {
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "required": ["a"],
        "additionalProperties": False,
    }
    text = orjson.dumps(compiled, option=orjson.OPT_SORT_KEYS)
    assert made["schema_id"] == hashlib.sha256(text).hexdigest()
    found = desk.who.read(queue.schema_of, made["id"], made["schema_id"])
    assert found == {
        "id": made["schema_id"],
        "schema": RULE,
        "schema_format": "queue",
        "json_schema": compiled,
        "created_at": made["created_at"],
    }
    same = desk.queue(schema=compiled, schema_format="json-schema")
    assert same["schema_id"] == made["schema_id"]


def test_a_bad_schema_is_refused_and_nothing_is_kept(desk):
    for schema, format in ((({"a": {"type": "odd"}}), "queue"), ({"type": "odd"}, "json-schema")):
        with pytest.raises(SchemaInvalid):
            desk.queue(schema=schema, schema_format=format)
    assert desk.who.read(queue.page, Page(9)).total == 0


def test_a_queue_that_is_fed_by_another_api_has_no_schema(desk):
    with pytest.raises(SchemaInvalid):
        desk.queue(schema=RULE, source="registry")


def test_a_change_replaces_everything_but_the_order(desk, clock):
    made = desk.queue(schema=RULE, ordering="fifo", retention_ms=5)
    clock.forward(seconds=1)
    after = desk.who.write(queue.replace, made["id"], {"name": "other"})
    assert after == {
        "id": made["id"],
        "name": "other",
        "alias": "other",
        "ordering": "fifo",
        "listeners": [],
        "created_at": made["created_at"],
        "updated_at": ms(clock.now),
    }
    with pytest.raises(OrderingFixed):
        desk.who.write(queue.replace, made["id"], {"name": "other", "ordering": "none"})


def test_earlier_schemas_can_still_be_read(desk):
    made = desk.queue(schema=RULE)
    newer = {"b": {"type": "number"}}
    for schema in (newer, RULE, newer):
        content = {"name": made["name"], "schema": schema}
        after = desk.who.write(queue.replace, made["id"], content)
    for id, schema in ((made["schema_id"], RULE), (after["schema_id"], newer)):
        assert desk.who.read(queue.schema_of, made["id"], id)["schema"] == schema
    for id in ("0" * 64, "\0"):
        with pytest.raises(SchemaNotFound):
            desk.who.read(queue.schema_of, made["id"], id)


def test_names_are_unique_in_an_organization_and_free_after_deletion(desk, theirs):
    made = desk.queue(name="orders")
    theirs.queue(name="orders")
    other = desk.queue()
    with pytest.raises(NameTaken):
        desk.queue(name="orders")
    with pytest.raises(NameTaken):
        desk.who.write(queue.replace, other["id"], {"name": "orders"})
    desk.who.write(queue.delete, made["id"])
    assert desk.queue(name="orders")["name"] == "orders"


def test_a_deleted_queue_takes_everything_with_it(desk):
    made = desk.queue(schema={"a": {"type": "number"}})
    listens = desk.listener(made["id"])
    sent = desk.send(made["id"], '{"a": 1}')
    kept = desk.queue()
    also = desk.send(kept["id"])
    desk.who.write(queue.delete, made["id"])
    assert desk.carry() == []
    for act, args in (
        (queue.find, ()),
        (queue.delete, ()),
        (queue.replace, ({"name": "abcd"},)),
        (queue.schema_of, (made["schema_id"],)),
        (listener.find, (listens["id"],)),
        (message.find, (sent["id"],)),
        (message.create, ({"data": "x"},)),
    ):
        with pytest.raises(QueueNotFound):
            desk.who.write(act, made["id"], *args)
    assert [one["id"] for one in desk.who.read(message.page, Page(9)).items] == [also["id"]]
    assert desk.who.read(listener.page, Page(9)).items == []
    while desk.who.write(settle):
        pass
    assert [count(desk.who, table) for table in (Queue, Message, QueueSchema, Delivery)] == [
        1,
        1,
        0,
        0,
    ]


def test_nobody_else_can_tell_that_a_queue_exists(desk, theirs):
    made = desk.queue(schema=RULE)
    for who, id in ((theirs.who, made["id"]), (desk.who, "x" * 21), (desk.who, "\0")):
        for act, args in (
            (queue.find, ()),
            (queue.delete, ()),
            (queue.replace, ({"name": "abcd"},)),
            (queue.schema_of, (made["schema_id"],)),
            (message.create, ({"data": "x"},)),
        ):
            with pytest.raises(QueueNotFound):
                who.write(act, id, *args)
    assert theirs.who.read(queue.page, Page(9)).items == []


def test_they_are_listed_with_their_listeners_as_far_as_they_may_be_shown(desk):
    made = [desk.queue() for _ in range(3)]
    listens = desk.listener(made[1]["id"])
    found = desk.who.read(queue.page, Page(2, offset=1))
    named = [{"id": listens["id"], "name": listens["name"]}]
    assert (found.items, found.total) == ([made[1] | {"listeners": named}, made[2]], 3)
    some = desk.who.read(queue.page, Page(9), visible=frozenset({made[0]["id"]}))
    assert (some.items, some.total) == (made[:1], 1)


def test_every_act_is_told_and_noted(desk):
    def work(session, tenant):
        made = queue.create(session, tenant, {"name": "orders"})
        queue.replace(session, tenant, made["id"], {"name": "other"})
        queue.delete(session, tenant, made["id"])
        return made["id"], [(c.kind, c.before is None, c.after is None) for c in session.changes]

    id, noted = desk.who.write(work)
    assert noted == [("queue", True, False), ("queue", False, False), ("queue", False, True)]
    told = [(one["type"], one["queue"]) for one in desk.events()]
    assert told == [
        ("queue_added", {"id": id, "name": "orders"}),
        ("queue_updated", {"id": id, "name": "other"}),
        ("queue_deleted", {"id": id, "name": "other"}),
    ]
