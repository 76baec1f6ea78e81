import pytest
from receiver import nobody
from sorting_office import (
    EVENTS,
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

ROUND = (5, 300, 1800, 7200, 18_000, 36_000, 36_000)
"""Seconds between the attempts."""


def dead(cast, owner, made):
    """A listener that is down, with its dead letter: it was tried eight times over a day."""
    with nobody() as url:
        down = listener(owner, made, url)
        id = message(owner, made)
        for wait in (0, *ROUND):
            cast.clock.advance(seconds=wait)
            work(cast)
    return down, id


def dead_at_once(cast, owner, made, number=3):
    """A listener whose name leads where nobody may call, with so many dead letters, a second apart."""
    down, sent = listener(owner, made, "http://inside.example.com/"), []
    for _ in range(number):
        cast.clock.advance(seconds=1)
        sent.append(message(owner, made))
        work(cast, look=lambda _host, _port: ["10.0.0.1"])
    return down, sent


def moved(owner, made, down, url):
    """The listener is at another place now."""
    content = {"name": named("listener"), "notify_url": url, "liveness_url": url}
    told(owner.put(under(made, "listeners", down["id"]), json=content))


def letters(owner, made):
    return data(owner.get(under(made, "dead_letters")))


def test_after_the_eighth_attempt_a_message_is_a_dead_letter(cast, alice, box):
    start = now(cast)
    down, id = dead(cast, alice, box)

    (letter,) = letters(alice, box)

    assert letter == {
        "id": letter["id"],
        "message_id": id,
        "listener_id": down["id"],
        "kind": "message",
        "attempts": 8,
        "last_error": letter["last_error"],
        "stored_at": start,
        "failed_at": letter["failed_at"],
    }
    assert letter["failed_at"] - start >= 1000 * sum(ROUND)
    assert state(alice, box, id) == "failed"
    assert seen(alice, box, down)["messages"] == {
        "acknowledged_count": 0,
        "missed": [id],
        "missed_count": 1,
    }
    assert len(data(alice.get(under(box, "messages", id, "attempts")))) == 8


def test_that_it_did_not_arrive_is_told(cast, office):
    made = queue(office)
    down, id = dead(cast, office, made)

    (told_,) = data(office.get(EVENTS, query={"events": "message_published_not_ok"}))

    assert (told_["message"]["id"], told_["listener"]["id"]) == (id, down["id"])


def test_a_replayed_dead_letter_arrives(cast, alice, box, receiver):
    down, sent = dead_at_once(cast, alice, box)
    moved(alice, box, down, receiver.url)

    answer = alice.post(under(box, "dead_letters", "replay"))
    assert data(answer) == {"replayed": 3}
    assert letters(alice, box) == []
    for _ in range(3):
        cast.clock.advance(minutes=10)
        work(cast)

    assert {one.id for one in receiver.got if one.method == "POST"} == set(sent)
    assert {state(alice, box, id) for id in sent} == {"delivered"}
    assert seen(alice, box, down)["messages"]["missed_count"] == 0


def test_a_replayed_one_has_all_attempts_before_it(cast, alice, box):
    down, id = dead(cast, alice, box)
    told(alice.post(under(box, "dead_letters", "replay")))
    told(alice.post(under(box, "listeners", down["id"], "recover")))
    work(cast)

    assert letters(alice, box) == []
    assert state(alice, box, id) == "delivering"


def test_the_choice_can_be_narrowed(cast, alice, box):
    one, sent = dead_at_once(cast, alice, box)
    other = listener(alice, box)
    path = under(box, "dead_letters", "replay")

    def replayed(**content):
        return data(alice.post(path, json=content))["replayed"]

    failed = [letter["failed_at"] for letter in letters(alice, box)]
    assert replayed(until=min(failed)) == 0
    assert replayed(since=max(failed) + 1) == 0
    assert replayed(listener_ids=[other["id"]]) == 0
    assert replayed(message_ids=sent[:1], listener_ids=[other["id"]]) == 0
    assert replayed(message_ids=sent[:1]) == 1
    assert replayed(listener_ids=[one["id"]], since=min(failed), until=max(failed) + 1) == 2


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ({"listener_ids": [NOWHERE]}, 404),
        ({"listener_ids": []}, 400),
        ({"message_ids": ["short"]}, 400),
        ({"message_ids": [NOWHERE]}, 200),
        ({"since": -1}, 400),
        ({"until": 253402300800000}, 400),
        ({"since": "yesterday"}, 400),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(alice, box, content, status):
    assert alice.post(under(box, "dead_letters", "replay"), json=content).status == status


def test_recovering_a_listener_replays_what_it_missed(cast, alice, box, receiver):
    down, sent = dead_at_once(cast, alice, box, 2)
    moved(alice, box, down, receiver.url)

    recovered = data(alice.post(under(box, "listeners", down["id"], "recover")))
    work(cast)

    assert recovered == {"recovered": 2}
    assert {one.id for one in receiver.got if one.method == "POST"} == set(sent)


def test_a_replayed_fifo_line_comes_in_its_order(cast, alice, receiver):
    made = queue(alice, ordering="fifo")
    down, sent = dead_at_once(cast, alice, made)
    moved(alice, made, down, receiver.url)

    told(alice.post(under(made, "dead_letters", "replay"), json={"message_ids": sent[1:]}))
    told(alice.post(under(made, "dead_letters", "replay")))
    work(cast)

    assert [one.id for one in receiver.got if one.method == "POST"] == sent


def test_dead_letters_come_in_pages(cast, alice, box):
    _, sent = dead_at_once(cast, alice, box)

    answer = alice.get(under(box, "dead_letters"), query={"per_page": 2})

    assert [one["message_id"] for one in data(answer)] == sent[:2]
    assert 'rel="next"' in answer.headers["link"]
    assert len(ids(alice.get(under(box, "dead_letters"), query={"per_page": 2, "page": 2}))) == 1


def test_a_queue_that_is_not_there_has_none(alice, charlie, box):
    for caller, path in ((alice, f"{QUEUES}/{NOWHERE}"), (charlie, under(box))):
        assert refused(caller.get(f"{path}/dead_letters"))[0] == 404
        assert refused(caller.post(f"{path}/dead_letters/replay"))[0] == 404
