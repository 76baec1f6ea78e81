"""What is due is sent and settled, once; what fails comes back when the schedule says."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from receiver import Raw, never, nobody
from sqlalchemy import text
from standardwebhooks import Webhook

from models.delivery import destination, line


def status(number, **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _got: web.Response(status=number, headers=names)


def waits(office, subject):
    return office.row(subject).due_at - office.clock.now


def test_a_receiver_can_verify_what_it_gets(office, receiver, clock):
    clock.now = datetime.now(UTC)  # a receiver refuses what is old
    id, secret = office.added(receiver.url, outbound_key="the owner's")
    subject = office.publish(id)
    office.work()

    (got,) = receiver.got
    assert Webhook(secret).verify(got.body, got.headers) == {"message": subject}
    assert (got.method, got.path, got.id) == ("POST", "/hook", subject)
    assert got.headers["content-type"] == "application/json"
    assert got.headers["x-api-key"] == "the owner's"
    assert got.headers["x-attempt"] == "1"
    assert len(got.headers["traceparent"].split("-")) == 4
    row = office.row(subject)
    assert (row.state, row.last_status, row.attempts) == ("delivered", 200, 1)
    assert office.seen(id)["acknowledged"] == 1


def test_while_a_secret_is_rotated_either_one_verifies(office, receiver, clock):
    clock.now = datetime.now(UTC)
    id, old = office.added(receiver.url)
    new = office.do(destination.rotate_secret, id, overlap=timedelta(hours=1))
    office.publish(id)
    office.work()
    (got,) = receiver.got
    for secret in (old, new):
        assert Webhook(secret).verify(got.body, got.headers)


def test_nothing_due_is_nothing_sent_and_every_lane_is_given_back(office, receiver):
    id = office.add(receiver.url)
    office.work()
    office.publish(id)
    office.work()
    office.work()
    assert len(receiver.got) == 1
    assert [lane.holder for lane in office.lanes()] == [None]


def test_a_backlog_goes_out_whole_and_in_parallel(office, receiver):
    ids = [office.add(receiver.url) for _ in range(5)]
    sent = [office.publish(*ids) for _ in range(20)]
    office.work(in_flight=8)
    assert sorted(receiver.ids) == sorted(sent * 5)
    assert {row.state for row in office.rows()} == {"delivered"}


@pytest.mark.parametrize("number", [204, 299, 302])
def test_every_2xx_acknowledges_and_nothing_else(office, receiver, number):
    receiver.reply = status(number)
    subject = office.publish(office.add(receiver.url))
    office.work()
    expected = "delivered" if number < 300 else "waiting"
    assert office.row(subject).state == expected


def test_a_failure_comes_back_by_the_schedule_and_ends_as_a_dead_letter(office, receiver, clock):
    receiver.reply = status(500)
    subject = office.publish(office.add(receiver.url))
    seen = []
    for _ in range(7):
        office.work()
        seen.append(waits(office, subject))
        clock.forward(seconds=seen[-1].total_seconds())
    office.work()
    assert [wait.total_seconds() for wait in seen] == [
        5,
        5 * 60,
        30 * 60,
        2 * 3600,
        5 * 3600,
        10 * 3600,
        10 * 3600,
    ]
    row = office.row(subject)
    assert (row.state, row.attempts, row.last_status) == ("dead", 8, 500)
    assert [got.headers["x-attempt"] for got in receiver.got] == list("12345678")
    assert len(set(receiver.ids)) == 1
    assert [one.status for one in office.attempts(subject)] == [500] * 8


def test_a_dead_letter_that_is_replayed_is_delivered(office, receiver, clock):
    receiver.reply = status(500)
    subject = office.publish(office.add(receiver.url))
    for _ in range(8):
        office.work()
        clock.forward(hours=12)
    receiver.reply = status(200)
    assert office.do(line.replay) == 1
    office.work()
    assert office.row(subject).state == "delivered"


def test_the_schedule_of_studio_is_ten_minutes_three_times(office, receiver, clock):
    receiver.reply = status(500)
    subject = office.publish(office.add(receiver.url, schedule="studio", timeout_ms=5000))
    for _ in range(3):
        office.work()
        assert waits(office, subject) == timedelta(minutes=10)
        clock.forward(minutes=10)
    office.work()
    assert office.row(subject).state == "dead"


def test_410_holds_everything_until_somebody_recovers_it(office, receiver):
    receiver.reply = status(410)
    id = office.add(receiver.url, ordering="fifo")
    first, second = office.publish(id, position=1), office.publish(id, position=2)
    office.work()
    assert len(receiver.got) == 1
    assert office.seen(id)["state"] == "gone"
    assert {office.row(one).state for one in (first, second)} == {"waiting"}

    receiver.reply = status(200)
    office.do(line.recover, id)
    office.work()
    assert receiver.ids == [first, first, second]


def test_retry_after_is_never_undercut_and_the_whole_destination_rests(office, receiver, clock):
    receiver.reply = status(429, retry_after="90")
    id = office.add(receiver.url, ordering="fifo")
    first, second = office.publish(id, position=1), office.publish(id, position=2)
    office.work()
    receiver.reply = status(200)
    clock.forward(seconds=89)
    office.work()
    assert len(receiver.got) == 1
    clock.forward(seconds=1)
    office.work()
    assert receiver.ids == [first, first, second]


def test_a_retry_after_beyond_a_day_is_a_day(office, receiver):
    receiver.reply = status(503, retry_after="Sun, 22 Nov 2099 06:21:57 GMT")
    subject = office.publish(office.add(receiver.url))
    office.work()
    assert waits(office, subject) == timedelta(days=1)


def test_what_the_guard_refuses_is_a_dead_letter_at_once_and_nobody_is_called(office, receiver):
    url = receiver.url.replace("127.0.0.1", "10.0.0.1")
    subject = office.publish(office.add(url))
    office.work()
    row = office.row(subject)
    assert (row.state, row.last_error) == ("dead", "not sent: private address")
    assert receiver.got == []


def test_a_key_that_is_no_header_is_a_dead_letter(office, receiver):
    subject = office.publish(office.add(receiver.url, outbound_key="a\r\nhost: b"))
    office.work()
    assert office.row(subject).state == "dead"
    assert receiver.got == []


def test_a_subject_that_is_gone_is_dropped_and_one_without_content_is_dead(office, receiver):
    id = office.add(receiver.url)
    for subject in ("no-more", "bad-one", "good"):
        office.publish(id, subject=subject)
    office.publish(id, subject="strange", kind="of a later version")
    office.work()
    states = {row.subject_id: row.state for row in office.rows()}
    assert states == {
        "no-more": "dropped",
        "bad-one": "dead",
        "strange": "dead",
        "good": "delivered",
    }
    assert receiver.ids == ["good"]
    assert office.attempts("no-more") == []


def test_a_disabled_destination_holds_and_a_removed_one_drops(office, receiver):
    held, removed = office.add(receiver.url), office.add(receiver.url)
    subject = office.publish(held, removed)
    office.do(destination.disable, held)
    office.do(destination.remove, removed)
    office.work()
    assert receiver.got == []
    assert office.row(subject, held).state == "waiting"
    assert office.row(subject, removed).state == "dropped"


def test_fifo_waits_for_the_head_and_keeps_the_order(office, receiver, clock):
    id = office.add(receiver.url, ordering="fifo")
    sent = [office.publish(id, position=number) for number in range(6)]

    def fails_once(got):
        again = got.headers["x-attempt"] == "1" and got.id in sent[::2]
        return web.Response(status=500 if again else 200)

    receiver.reply = fails_once
    for _ in range(4):
        office.work()
        clock.forward(seconds=5)
    acknowledged = [
        got.id for got in receiver.got if got.headers["x-attempt"] == "2" or got.id in sent[1::2]
    ]
    assert acknowledged == sent


def test_no_more_than_allowed_are_under_way_at_once(office, receiver):
    out, most = 0, 0

    async def count(_got):
        nonlocal out, most
        out += 1
        most = max(most, out)
        await web.asyncio.sleep(0)
        out -= 1
        return web.Response()

    receiver.reply = count
    id = office.add(receiver.url, max_in_flight=3)
    for _ in range(40):
        office.publish(id)
    office.work()
    assert len(receiver.got) == 40
    assert most <= 3


def test_a_rate_is_kept_however_often_it_is_tried(office, receiver, clock):
    id = office.add(receiver.url, rate_limit=10)
    for _ in range(30):
        office.publish(id)
    counts = []
    for _ in range(10):
        office.work()
        counts.append(len(receiver.got))
        clock.forward(milliseconds=100)
    assert counts == list(range(1, 11))


def test_a_lane_with_a_rate_says_when_it_wants_more(office, receiver, clock):
    id = office.add(receiver.url, rate_limit=1)
    office.publish(id)
    office.publish(id)
    office.work()
    (lane,) = office.lanes()
    assert timedelta(0) < lane.rests_until - clock.now <= timedelta(seconds=1)


def test_a_circuit_opens_and_the_probe_closes_it(office, receiver, clock):
    alive = False

    def reply(got):
        return web.Response(status=200 if alive else 500)

    receiver.reply = reply
    id = office.add(receiver.url, liveness_url=receiver.url.replace("hook", "alive"))
    for _ in range(12):
        office.publish(id)
    for _ in range(3):
        office.work()
        clock.forward(seconds=30)
    assert office.seen(id)["liveness"]["state"] == "inactive"
    tried = sum(got.method == "POST" for got in receiver.got)
    office.work()
    assert sum(got.method == "POST" for got in receiver.got) == tried
    assert receiver.got[-1].path == "/alive"

    alive = True
    for _ in range(6):
        clock.forward(minutes=6)
        office.work()
    assert {row.state for row in office.rows()} == {"delivered"}
    assert office.seen(id)["liveness"]["state"] == "stable"


def test_a_destination_without_a_probe_is_tried_with_one_delivery(office, receiver, clock):
    receiver.reply = status(500)
    id = office.add(receiver.url)
    for _ in range(12):
        office.publish(id)
    office.work()
    assert office.seen(id)["liveness"]["state"] == "inactive"
    before = len(receiver.got)
    clock.forward(seconds=31)
    office.work()
    assert len(receiver.got) == before + 1


def test_nobody_listens(office):
    with nobody() as url:
        subject = office.publish(office.add(url))
        office.work()
    assert (office.row(subject).state, office.row(subject).last_error) == (
        "waiting",
        "no connection",
    )


def test_nobody_answers(office, receiver):
    receiver.reply = never
    subject = office.publish(office.add(receiver.url, timeout_ms=100))
    office.work()
    row = office.row(subject)
    assert (row.state, row.last_error) == ("waiting", "no answer in time")
    assert row.last_status is None


def test_who_answers_garbage_is_tried_again(office):
    with Raw(says=b"\x00garbage\r\n\r\n") as raw:
        subject = office.publish(office.add(raw.url))
        office.work()
    assert office.row(subject).last_error == "the answer is not HTTP"


def test_logs_hold_no_secret_no_body_and_no_query(office, receiver, caplog):
    receiver.reply = status(500)
    id, secret = office.added(receiver.url + "?token=hidden", outbound_key="keep this")
    office.publish(id, subject="a-subject-as-body")
    with caplog.at_level("DEBUG"):
        office.work()
    assert id in caplog.text
    for hidden in (secret, "hidden", "keep this", "a-subject-as-body"):
        assert hidden not in caplog.text


def test_a_lane_that_was_lost_is_not_settled(office, receiver, clock):
    """Another worker has taken over while the receiver took its time."""
    id = office.add(receiver.url)
    subject = office.publish(id)

    def takes_over(_got):
        steal = text("UPDATE delivery_destinations SET holder = 'another', epoch = epoch + 1")
        office.database.write(lambda session: session.execute(steal))
        return web.Response()

    receiver.reply = takes_over
    office.work()
    assert office.row(subject).state == "waiting"
    assert [lane.holder for lane in office.lanes()] == ["another"]


def test_a_body_is_sent_as_it_is_at_every_attempt(office, receiver, clock):
    receiver.reply = status(500)
    office.publish(office.add(receiver.url))
    office.work()
    clock.forward(seconds=6)
    office.work()
    first, second = receiver.got
    assert first.body == second.body
    assert json.loads(first.body)
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]
    assert first.headers["traceparent"].split("-")[1] == second.headers["traceparent"].split("-")[1]
