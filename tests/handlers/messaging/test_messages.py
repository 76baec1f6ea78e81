import json

import pytest
from aiohttp import web
from receiver import Receiver, nobody
from sorting_office import (
    INVOICE,
    MESSAGES,
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
    seen,
    state,
    told,
    under,
    work,
)


def posts(receiver):
    return [one for one in receiver.got if one.method == "POST"]


def bodies(receiver):
    return [one.body.decode() for one in posts(receiver)]


def refusing(times):
    """What answers 503 so many times, and then takes everything."""
    left = iter(range(times))

    def reply(got):
        refuses = got.method == "POST" and next(left, None) is not None
        return web.Response(status=503 if refuses else 200)

    return reply


def test_a_message_is_stored_without_showing_its_data(cast, alice, box):
    content = {"data": "text", "name": "note-1", "event_type": "note.added"}

    made = data(alice.post(under(box, "messages"), json=content))

    assert made == {
        "id": made["id"],
        "queue_id": box["id"],
        "name": "note-1",
        "alias": "note-1",
        "event_type": "note.added",
        "state": "delivered",  # nobody listens
        "stored_at": now(cast),
    }
    read = data(alice.get(under(box, "messages", made["id"])))
    assert read == made | {"data": "text"}


def test_lists_show_the_newest_first(alice, box):
    other = queue(alice)
    made = [message(alice, box), message(alice, box), message(alice, other)]

    assert ids(alice.get(under(box, "messages"))) == [made[1], made[0]]
    assert ids(alice.get(MESSAGES))[:3] == made[::-1]


def test_a_message_is_pending_until_it_is_sent_and_then_delivered(cast, alice, box, receiver):
    listener(alice, box, receiver.url)
    id = message(alice, box)
    before = state(alice, box, id)

    work(cast)

    assert (before, state(alice, box, id)) == ("pending", "delivered")


@pytest.mark.parametrize(
    "sent",
    [
        ("The shop is open.", "text/plain"),
        ('{"a": 1}', "application/json"),
        ("äöü €", "text/plain"),
        ("", "text/plain"),
        ("{", "text/plain"),
    ],
)
def test_the_body_is_the_data_to_the_byte(cast, alice, box, receiver, sent):
    text, media = sent
    listener(alice, box, receiver.url)
    id = message(alice, box, text)

    work(cast)

    (got,) = posts(receiver)
    assert (got.body, got.id) == (text.encode(), id)
    assert got.headers["content-type"].partition(";")[0] == media
    assert got.headers["x-attempt"] == "1"
    assert got.headers["traceparent"].startswith("00-")
    assert "x-api-key" not in got.headers


def test_only_those_who_were_there_get_it(cast, alice, box):
    with Receiver() as early, Receiver() as late:
        listener(alice, box, early.url)
        first = message(alice, box)
        listener(alice, box, late.url)
        second = message(alice, box)
        work(cast)

    assert {one.id for one in posts(early)} == {first, second}
    assert [one.id for one in posts(late)] == [second]


def test_only_listeners_of_the_queue_get_it(cast, alice, box):
    other = queue(alice)
    with Receiver() as here, Receiver() as there:
        listener(alice, box, here.url)
        listener(alice, other, there.url)
        id = message(alice, box)
        work(cast)

    assert [one.id for one in posts(here)] == [id]
    assert posts(there) == []


def test_listeners_choose_by_the_type(cast, alice, box):
    with Receiver() as exact, Receiver() as whole:
        listener(alice, box, exact.url, event_types=["invoice.paid"])
        listener(alice, box, whole.url, event_types=["invoice.*"])
        for type in ("invoice.paid", "invoice.sent", "order.paid"):
            message(alice, box, type, event_type=type)
        untyped = message(alice, box, "none")
        work(cast)

    assert bodies(exact) == ["invoice.paid"]
    assert sorted(bodies(whole)) == ["invoice.paid", "invoice.sent"]
    assert state(alice, box, untyped) == "delivered"  # it was for nobody


def test_a_fifo_listener_gets_them_in_their_order_through_failures(cast, alice):
    made = queue(alice, ordering="fifo")
    with Receiver(refusing(2)) as receiver:
        listener(alice, made, receiver.url)
        texts = [str(number) for number in range(10)]
        for text in texts:
            message(alice, made, text)
        work(cast)
        assert bodies(receiver) == ["0"]  # the others wait behind it
        for _ in range(2):
            cast.clock.advance(minutes=6)
            work(cast)

    assert bodies(receiver) == ["0", "0", *texts]
    assert [one.headers["x-attempt"] for one in posts(receiver)][:3] == ["1", "2", "3"]


def test_without_an_order_one_that_fails_delays_no_other(cast, alice, box):
    with Receiver(refusing(1)) as receiver:
        listener(alice, box, receiver.url)
        made = [message(alice, box) for _ in range(5)]
        work(cast)

    states = sorted(state(alice, box, id) for id in made)
    assert states == ["delivered"] * 4 + ["delivering"]


def test_a_message_that_does_not_conform_reaches_nobody(cast, alice, receiver):
    made = queue(alice, schema=INVOICE)
    listener(alice, made, receiver.url)

    answer = alice.post(under(made, "messages"), json={"data": '{"number": 1}'})
    work(cast)

    status, places = refused(answer)
    assert (status, set(places)) == (422, {"body.data.number", "body.data.total"})
    assert posts(receiver) == []
    assert data(alice.get(under(made, "messages"))) == []


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ({}, {"body.data"}),
        ({"data": {"a": 1}}, {"body.data"}),
        ({"data": None}, {"body.data"}),
        ({"data": "a\x00b"}, {"body"}),
        ({"data": "x" * 1_000_001}, {"body.data"}),
        ({"data": "x", "name": "abc"}, {"body.name"}),
        ({"data": "x", "event_type": "a b"}, {"body.event_type"}),
        ({"data": "x", "event_type": ""}, {"body.event_type"}),
        ({"data": "x", "id": NOWHERE}, {"body.id"}),
        ({"data": "x", "state": "delivered"}, {"body.state"}),
    ],
)
def test_a_message_that_cannot_be_is_refused_with_its_places(alice, box, content, places):
    status, found = refused(alice.post(under(box, "messages"), json=content))

    assert (status, set(found)) == (400, places)
    assert data(alice.get(under(box, "messages"))) == []


def test_a_body_over_the_limit_is_too_large(alice, box):
    answer = alice.post(under(box, "messages"), json={"data": "x" * (1 << 20)})

    assert answer.status == 413
    assert answer.json()["status"] == 413


def test_a_million_characters_are_not(alice, box):
    assert message(alice, box, "x" * 1_000_000)


def test_lone_surrogates_and_deep_nesting_do_not_break_anything(alice, box):
    made = queue(alice, schema={"a": {"type": "string"}})
    for where, body in (
        (box, b'{"data": "\\ud800"}'),
        (made, json.dumps({"data": "[" * 5000}).encode()),
        (made, json.dumps({"data": "[" * 500 + "]" * 500}).encode()),
        (made, json.dumps({"data": '{"a": "\\ud800"}'}).encode()),
    ):
        assert alice.post(under(where, "messages"), body=body).status in {400, 422}


def test_with_an_idempotency_key_it_is_stored_once(alice, box):
    headers = {"idempotency-key": "once-and-only-once"}

    answers = [
        alice.post(under(box, "messages"), json={"data": "text"}, headers=headers) for _ in range(3)
    ]

    assert len({data(answer)["id"] for answer in answers}) == 1
    assert len(ids(alice.get(under(box, "messages")))) == 1


def test_only_the_name_can_change(alice, box):
    path = under(box, "messages", message(alice, box, "text", name="first"))

    after = data(alice.put(path, json={"alias": "second"}))

    assert (after["name"], after["alias"], after["data"]) == ("second", "second", "text")
    assert refused(alice.put(path, json={"name": "third", "data": "other"})) == (
        400,
        ["body.data"],
    )
    assert refused(alice.put(path, json={"name": "one1", "alias": "two2"}))[0] == 422
    assert refused(alice.put(path, json={}))[0] == 422


def test_names_of_messages_need_not_be_unique(alice, box):
    assert message(alice, box, name="same") != message(alice, box, name="same")


def test_a_forgotten_message_does_not_arrive(cast, alice, box, receiver):
    listener(alice, box, receiver.url)
    id = message(alice, box)
    path = under(box, "messages", id)

    assert data(alice.delete(path)) == {"id": id}
    work(cast)

    assert posts(receiver) == []
    assert alice.get(path).status == alice.delete(path).status == 404
    assert alice.get(f"{path}/attempts").status == 404


def test_a_message_comes_once_more_with_the_same_id(cast, alice, box, receiver):
    one = listener(alice, box, receiver.url)
    id = message(alice, box)
    work(cast)

    again = alice.post(under(box, "messages", id, "redeliver"))
    assert data(again) == {"redelivered": 1}
    assert state(alice, box, id) == "delivering"
    work(cast)

    assert [got.id for got in posts(receiver)] == [id, id]
    assert [got.headers["x-attempt"] for got in posts(receiver)] == ["1", "2"]
    assert seen(alice, box, one)["messages"]["acknowledged_count"] == 2


def test_it_comes_to_those_who_are_named_only(cast, alice, box):
    with Receiver() as here, Receiver() as there:
        one = listener(alice, box, here.url)
        listener(alice, box, there.url)
        id = message(alice, box)
        work(cast)
        told(
            alice.post(under(box, "messages", id, "redeliver"), json={"listener_ids": [one["id"]]})
        )
        work(cast)

    assert [len(posts(one)) for one in (here, there)] == [2, 1]


def test_what_still_waits_is_not_sent_twice(cast, alice, box, receiver):
    listener(alice, box, receiver.url)
    id = message(alice, box)

    assert data(alice.post(under(box, "messages", id, "redeliver"))) == {"redelivered": 0}
    work(cast)

    assert len(posts(receiver)) == 1


def test_it_is_not_sent_to_those_who_never_had_it(cast, alice, box):
    id = message(alice, box)
    late = listener(alice, box)

    answer = alice.post(
        under(box, "messages", id, "redeliver"), json={"listener_ids": [late["id"]]}
    )

    assert data(answer) == {"redelivered": 0}


@pytest.mark.parametrize(
    ("listeners", "status"),
    [([], 400), (["short"], 400), ([NOWHERE], 404), ([NOWHERE, NOWHERE], 400)],
)
def test_it_cannot_be_sent_to_nobody(alice, box, listeners, status):
    path = under(box, "messages", message(alice, box), "redeliver")

    assert refused(alice.post(path, json={"listener_ids": listeners}))[0] == status


def test_every_attempt_is_listed_with_its_outcome(cast, alice, box):
    with Receiver(refusing(1)) as receiver:
        one = listener(alice, box, receiver.url)
        id = message(alice, box)
        work(cast)
        first = now(cast)
        cast.clock.advance(seconds=5)
        work(cast)

    attempts = data(alice.get(under(box, "messages", id, "attempts")))

    assert [(each["attempt"], each["status"]) for each in attempts] == [(1, 503), (2, 200)]
    assert {each["listener_id"] for each in attempts} == {one["id"]}
    assert attempts[0]["at"] <= first
    assert attempts[1]["at"] - attempts[0]["at"] >= 5000
    assert all(each["duration_ms"] >= 0 for each in attempts)


def test_an_attempt_without_an_answer_has_an_error(cast, alice, box):
    with nobody() as url:
        listener(alice, box, url)
        id = message(alice, box)
        work(cast)

    (attempt,) = data(alice.get(under(box, "messages", id, "attempts")))
    assert "status" not in attempt
    assert attempt["error"]


def test_retry_after_is_honoured(cast, alice, box):
    def reply(got):
        if got.method == "POST" and got.headers["x-attempt"] == "1":
            return web.Response(status=429, headers={"Retry-After": "120"})
        return web.Response()

    with Receiver(reply) as receiver:
        listener(alice, box, receiver.url)
        id = message(alice, box)
        work(cast)
        cast.clock.advance(seconds=119)
        work(cast)
        waiting = state(alice, box, id)
        cast.clock.advance(seconds=2)
        work(cast)

    assert (waiting, state(alice, box, id)) == ("delivering", "delivered")


def test_a_message_that_is_not_there_is_not_found(alice, charlie, box):
    id = message(alice, box)
    for caller, path in (
        (alice, under(box, "messages", NOWHERE)),
        (alice, under(queue(alice), "messages", id)),
        (alice, f"{QUEUES}/{NOWHERE}/messages/{id}"),
        (charlie, under(box, "messages", id)),
    ):
        assert caller.get(path).status == caller.delete(path).status == 404
        assert caller.put(path, json={"name": named("message")}).status == 404
        assert caller.get(f"{path}/attempts").status == 404
        assert caller.post(f"{path}/redeliver").status == 404


def test_two_who_listen_are_counted_apart(cast, alice, box, receiver):
    good = listener(alice, box, receiver.url)
    with nobody() as url:
        bad = listener(alice, box, url)
        id = message(alice, box)
        work(cast)

    assert state(alice, box, id) == "delivering"
    counts = [seen(alice, box, one)["messages"]["acknowledged_count"] for one in (good, bad)]
    assert counts == [1, 0]
