import re

import pytest
from sorting_office import (
    INVOICE,
    LISTENERS,
    MESSAGES,
    NANOID,
    NOWHERE,
    QUEUES,
    data,
    ids,
    listener,
    message,
    named,
    now,
    queue,
    refused,
    told,
    under,
    work,
)

RESOURCE = {"kind": "vehicle", "name": "Van"}


def test_a_queue_is_what_was_asked_for(cast, alice):
    content = {"name": named("queue"), "schema": INVOICE, "retention_ms": 60_000}

    made = data(alice.post(QUEUES, json=content))

    assert made == content | {
        "id": made["id"],
        "alias": content["name"],
        "schema_format": "queue",
        "schema_id": made["schema_id"],
        "ordering": "none",
        "listeners": [],
        "created_at": now(cast),
        "updated_at": now(cast),
    }
    assert re.fullmatch(NANOID, made["id"])
    assert data(alice.get(under(made))) == made


@pytest.mark.parametrize("name", ["abcd", "A.b-c_9", "x" * 64, "....", "-_-_"])
@pytest.mark.parametrize("word", ["name", "alias"])
def test_a_name_may_be_said_under_either_word(office, word, name):
    made = data(office.post(QUEUES, json={word: name}))

    assert (made["name"], made["alias"]) == (name, name)


@pytest.mark.parametrize("name", ["abc", "x" * 65, "a b c d", "größe", "a/b/c", "abcd\n", ""])
@pytest.mark.parametrize("word", ["name", "alias"])
def test_other_names_are_refused_with_their_place(alice, word, name):
    status, places = refused(alice.post(QUEUES, json={word: name}))

    assert (status, set(places)) == (400, {f"body.{word}"})


def test_both_words_say_the_same_or_nothing_is_clear(alice):
    same, other = named("queue"), named("queue")

    assert told(alice.post(QUEUES, json={"name": same, "alias": same}))
    assert refused(alice.post(QUEUES, json={"name": same, "alias": other}))[0] == 422
    assert refused(alice.post(QUEUES, json={}))[0] == 422


def test_a_name_is_taken_once_in_an_organization(alice, charlie, box):
    assert refused(alice.post(QUEUES, json={"alias": box["name"]}))[0] == 422
    assert refused(alice.put(under(queue(alice)), json={"name": box["name"]}))[0] == 422
    assert told(charlie.post(QUEUES, json={"name": box["name"]}))


def test_a_replacement_has_what_it_says_and_nothing_else(cast, alice):
    made = queue(alice, schema=INVOICE, retention_ms=60_000, ordering="fifo")
    cast.clock.advance(seconds=1)

    after = data(alice.put(under(made), json={"name": "renamed.queue"}))

    assert set(made) - set(after) == {"schema", "schema_format", "schema_id", "retention_ms"}
    assert (after["name"], after["alias"], after["ordering"]) == ("renamed.queue",) * 2 + ("fifo",)
    assert after["updated_at"] - after["created_at"] >= 1000


@pytest.mark.parametrize(("ordering", "other"), [("none", "fifo"), ("fifo", "none")])
def test_the_ordering_is_for_good(alice, ordering, other):
    made = queue(alice, ordering=ordering)

    answer = alice.put(under(made), json={"name": made["name"], "ordering": other})

    assert refused(answer)[0] == 422
    assert told(alice.put(under(made), json={"name": made["name"], "ordering": ordering}))


def test_the_listeners_are_named(alice, box):
    one, other = listener(alice, box), listener(alice, box)

    assert data(alice.get(under(box)))["listeners"] == [
        {"id": each["id"], "name": each["name"]} for each in (one, other)
    ]


def test_a_deleted_queue_takes_everything_with_it(cast, alice, box, receiver):
    listener(alice, box, receiver.url)
    id = message(alice, box)

    assert data(alice.delete(under(box))) == {"id": box["id"]}
    work(cast)

    for parts in ((), ("listeners",), ("messages",), ("messages", id), ("dead_letters",)):
        assert alice.get(under(box, *parts)).status == 404
    assert id not in ids(alice.get(MESSAGES, query={"per_page": 100}))
    everywhere = data(alice.get(LISTENERS, query={"per_page": 100}))
    assert box["id"] not in {one["queue_id"] for one in everywhere}
    assert [one for one in receiver.got if one.method == "POST"] == []
    assert alice.delete(under(box)).status == 404
    assert queue(alice, name=box["name"])


def test_a_queue_that_is_not_there_is_not_found(alice, charlie, box):
    for one, id in ((alice, NOWHERE), (charlie, box["id"])):
        path = f"{QUEUES}/{id}"
        assert refused(one.get(path))[0] == 404
        assert refused(one.put(path, json={"name": named("queue")}))[0] == 404
        assert refused(one.delete(path))[0] == 404
        assert refused(one.post(f"{path}/messages", json={"data": "text"}))[0] == 404


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({"ordering": "lifo"}, "body.ordering"),
        ({"retention_ms": 59_999}, "body.retention_ms"),
        ({"retention_ms": 31_622_400_001}, "body.retention_ms"),
        ({"retention_ms": "60000"}, "body.retention_ms"),
        ({"source": "messaging"}, "body.source"),
        ({"schema": {}}, "body.schema"),
        ({"schema": []}, "body.schema"),
        ({"schema": {"a": {}}, "schema_format": "xml"}, "body.schema_format"),
        ({"listeners": []}, "body.listeners"),
    ],
)
def test_a_queue_that_cannot_be_is_refused_with_the_place(alice, content, place):
    answer = alice.post(QUEUES, json={"name": named("queue")} | content)

    assert refused(answer) == (400, [place])


def test_a_queue_with_a_source_gets_what_happens_there(cast, office, receiver):
    made = queue(office, source="registry")
    listener(office, made, receiver.url, event_types=["resource.*"])

    answer = office.post("/registry/v1/resources", json=RESOURCE)
    assert answer.status == 201, answer.body
    work(cast)

    (got,) = data(office.get(under(made, "messages")))
    assert got["event_type"] == "resource.created"
    assert [one.id for one in receiver.got if one.method == "POST"] == [got["id"]]


def test_what_comes_from_a_source_has_a_shape_of_its_own(alice):
    content = {"name": named("queue"), "source": "registry", "schema": INVOICE}

    assert refused(alice.post(QUEUES, json=content)) == (422, ["body.schema"])


def test_messages_whose_time_is_over_are_given_up(cast, alice, receiver):
    made = queue(alice, retention_ms=60_000)
    listener(alice, made, receiver.url, status="disabled")
    id = message(alice, made)

    cast.clock.advance(minutes=2)
    cast.server.chores.sweep()
    assert data(alice.get(under(made, "messages", id)))["state"] == "expired"

    cast.clock.advance(days=8)
    cast.server.chores.sweep()
    assert alice.get(under(made, "messages", id)).status == 404
