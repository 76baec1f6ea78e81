import base64
import json
from datetime import UTC, datetime

import pytest
from aiohttp import web
from receiver import Receiver, nobody
from sorting_office import (
    LISTENERS,
    NOWHERE,
    PLACE,
    QUEUES,
    data,
    ids,
    listener,
    message,
    named,
    now,
    opened,
    queue,
    refused,
    seen,
    told,
    under,
    work,
)
from standardwebhooks import Webhook

PRIVATE = [
    "http://10.0.0.1/",
    "http://172.16.3.4/",
    "http://192.168.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://[ff02::1]/",
]
WRAPPED = [
    "http://[::ffff:10.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[2002:a9fe:a9fe::1]/",
    "http://[::10.0.0.1]/",
    "http://0x0a000001/",
    "http://167772161/",
    "http://012.0.0.1/",
    "http://10.1/",
]
STRANGE = [
    "https://me:secret@example.com/",
    "https://me@example.com/",
    "https://example.com/#part",
    "https://example.com\\@10.0.0.1/",
    "https://exa_mple-.com/",
    "https://-example.com/",
    "https:///path",
    "https://example.com:99999/",
    "https://[::1/",
]
MALFORMED = ["ftp://example.com/", "//example.com/", "example.com", "https://exa mple.com/", "", 1]


def posts(receiver):
    return [one for one in receiver.got if one.method == "POST"]


def verified(got, made):
    """Whether the receiver's package takes the call for ours; its clock is not that of the test."""
    moment = datetime.fromtimestamp(int(got.headers["webhook-timestamp"]), UTC)
    expected = Webhook(made["secret"]).sign(got.id, moment, got.body.decode())
    return expected in got.headers["webhook-signature"].split()


def content(url=PLACE, **more):
    return {"name": named("listener"), "notify_url": url, "liveness_url": PLACE} | more


def test_a_listener_is_what_was_asked_for(cast, alice, box):
    wanted = content(event_types=["invoice.*"], rate_limit=5, timeout_ms=5000, api_key="k3y")

    made = data(alice.post(under(box, "listeners"), json=wanted))

    secret = made.pop("secret")
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    del wanted["api_key"]
    assert made == wanted | {
        "id": made["id"],
        "queue_id": box["id"],
        "alias": wanted["name"],
        "status": "enabled",
        "liveness": {"state": "unknown", "success_count": 0, "failure_count": 0},
        "messages": {"acknowledged_count": 0, "missed": [], "missed_count": 0},
        "created_at": now(cast),
        "updated_at": now(cast),
    }
    assert seen(alice, box, made) == made


def test_neither_the_secret_nor_the_outbound_key_is_shown_again(alice, box):
    made = listener(alice, box, api_key="outbound-key-of-mine")
    path = under(box, "listeners", made["id"])

    for answer in (
        alice.get(path),
        alice.put(path, json=content()),
        alice.get(under(box, "listeners")),
        alice.get(LISTENERS, query={"per_page": 100}),
        alice.get(under(box)),
    ):
        assert b"outbound-key-of-mine" not in answer.body
        assert made["secret"].encode() not in answer.body


def test_both_lists_have_it(alice, box):
    other = queue(alice)
    one, two, three = listener(alice, box), listener(alice, box), listener(alice, other)

    assert ids(alice.get(under(box, "listeners"))) == [one["id"], two["id"]]
    everywhere = ids(alice.get(LISTENERS, query={"per_page": 100}))
    assert everywhere[-3:] == [one["id"], two["id"], three["id"]]


def test_a_name_is_taken_once_in_a_queue(alice, box):
    one, other = listener(alice, box), listener(alice, box)
    path = under(box, "listeners")

    assert refused(alice.post(path, json=content(name=one["name"])))[0] == 422
    assert refused(alice.put(f"{path}/{other['id']}", json=content(name=one["name"])))[0] == 422
    assert listener(alice, queue(alice), name=one["name"])
    assert listener(alice, box, alias=one["name"] + "x", name=one["name"] + "x")


@pytest.mark.parametrize("url", [*PRIVATE, *WRAPPED, *STRANGE])
@pytest.mark.parametrize("word", ["notify_url", "liveness_url"])
def test_an_address_that_must_not_be_called_is_refused_with_its_place(alice, box, word, url):
    answer = alice.post(under(box, "listeners"), json=content() | {word: url})

    status, places = refused(answer)
    assert (status, set(places)) in [(422, {f"body.{word}"}), (400, {f"body.{word}"})]
    assert data(alice.get(under(box, "listeners"))) == []


@pytest.mark.parametrize("url", MALFORMED)
def test_what_is_no_url_is_no_valid_request(alice, box, url):
    answer = alice.post(under(box, "listeners"), json=content(url))

    status, places = refused(answer)
    assert (status, set(places)) == (400, {"body.notify_url"})


def test_both_addresses_are_told_at_once(alice, box):
    bad = {"notify_url": PRIVATE[0], "liveness_url": WRAPPED[0]}

    answer = alice.post(under(box, "listeners"), json=content() | bad)

    assert refused(answer) == (422, ["body.notify_url", "body.liveness_url"])


def test_a_change_is_no_way_around(alice, box):
    path = under(box, "listeners", listener(alice, box)["id"])

    assert refused(alice.put(path, json=content(PRIVATE[3]))) == (422, ["body.notify_url"])
    assert data(alice.get(path))["notify_url"] == PLACE


def test_an_odd_port_is_refused_unless_the_operator_allows_networks(applications):
    plain = opened(applications())
    made = queue(plain)
    path = under(made, "listeners")

    for url in ("https://example.com:22/", "http://example.com:6379/", "http://127.0.0.1/"):
        assert refused(plain.post(path, json=content(url))) == (422, ["body.notify_url"])
    for port in (80, 443, 8080, 8443):
        assert told(plain.post(path, json=content(f"https://example.com:{port}/")))


def test_a_name_that_stands_for_a_private_address_is_never_called(cast, alice, box):
    made = listener(alice, box, "http://rebound.example.com/")
    id = message(alice, box)

    work(cast, look=lambda _host, _port: ["93.184.216.34", "10.0.0.1"])

    assert data(alice.get(under(box, "messages", id)))["state"] == "failed"
    (letter,) = data(alice.get(under(box, "dead_letters")))
    assert letter["listener_id"] == made["id"]
    assert "private" in letter["last_error"]


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"status": "gone"}, "body.status"),
        ({"rate_limit": 0}, "body.rate_limit"),
        ({"timeout_ms": 99}, "body.timeout_ms"),
        ({"timeout_ms": 30_001}, "body.timeout_ms"),
        ({"event_types": []}, "body.event_types"),
        ({"event_types": ["*a"]}, "body.event_types.0"),
        ({"api_key": "with space"}, "body.api_key"),
        ({"secret": "whsec_mine"}, "body.secret"),
        ({"liveness": {}}, "body.liveness"),
    ],
)
def test_a_listener_that_cannot_be_is_refused_with_the_place(alice, box, more, place):
    assert refused(alice.post(under(box, "listeners"), json=content(**more))) == (400, [place])


def test_an_address_is_needed_for_notices_and_for_liveness(alice, box):
    answer = alice.post(under(box, "listeners"), json={"name": named("listener")})

    status, places = refused(answer)
    assert (status, set(places)) == (400, {"body.notify_url", "body.liveness_url"})


def test_a_replacement_keeps_the_status_and_the_outbound_key_alone(cast, alice, box, receiver):
    made = listener(
        alice, box, receiver.url, event_types=["a"], rate_limit=5, api_key="k3y", timeout_ms=500
    )

    after = data(
        alice.put(under(box, "listeners", made["id"]), json=content(f"{receiver.url}/new"))
    )
    message(alice, box)
    work(cast)

    assert {"event_types", "rate_limit"}.isdisjoint(after)
    assert after["timeout_ms"] == 15000
    (got,) = posts(receiver)
    assert (got.path, got.headers["x-api-key"]) == ("/hook/new", "k3y")


def test_null_takes_the_outbound_key_away(cast, alice, box, receiver):
    made = listener(alice, box, receiver.url, api_key="k3y")
    alice.put(under(box, "listeners", made["id"]), json=content(receiver.url, api_key=None))
    message(alice, box)

    work(cast)

    assert "x-api-key" not in posts(receiver)[0].headers


def test_what_waits_for_a_disabled_listener_comes_when_it_is_enabled(cast, alice, box, receiver):
    made = listener(alice, box, receiver.url, status="disabled")
    id = message(alice, box)
    work(cast)
    assert posts(receiver) == []
    assert data(alice.get(under(box, "messages", id)))["state"] == "pending"

    path = under(box, "listeners", made["id"])
    assert data(alice.put(path, json=content(receiver.url)))["status"] == "disabled"
    told(alice.put(path, json=content(receiver.url, status="enabled")))
    work(cast)

    assert [one.id for one in posts(receiver)] == [id]


def test_a_deleted_listener_gets_nothing_more(cast, alice, box, receiver):
    made = listener(alice, box, receiver.url)
    id = message(alice, box)
    path = under(box, "listeners", made["id"])

    assert data(alice.delete(path)) == {"id": made["id"]}
    work(cast)

    assert receiver.got == []
    assert alice.get(path).status == alice.delete(path).status == 404
    assert data(alice.get(under(box)))["listeners"] == []
    assert data(alice.get(under(box, "messages", id)))["state"] in {"expired", "delivered"}


def test_a_trial_is_signed_and_kept_nowhere(cast, alice, box, receiver):
    made = listener(alice, box, receiver.url)

    trial = data(alice.post(under(box, "listeners", made["id"], "test")))["id"]
    work(cast)

    (got,) = posts(receiver)
    assert got.id == trial
    assert verified(got, made)
    body = json.loads(got.body)
    assert (body["type"], body["data"]) == (
        "test",
        {"queue_id": box["id"], "listener_id": made["id"]},
    )
    assert data(alice.get(under(box, "messages"))) == []


def test_while_a_secret_is_rotated_both_sign(cast, alice, box, receiver):
    made = listener(alice, box, receiver.url)
    path = under(box, "listeners", made["id"], "rotate_secret")

    rotated = data(alice.post(path, json={"overlap_ms": 3_600_000}))
    assert rotated["secret"] != made["secret"]
    message(alice, box)
    work(cast)
    cast.clock.advance(hours=2)
    message(alice, box)
    work(cast)

    both, one = posts(receiver)
    assert [verified(both, made), verified(both, rotated)] == [True, True]
    assert [verified(one, made), verified(one, rotated)] == [False, True]


def test_a_secret_that_leaked_is_gone_at_once(cast, alice, box, receiver):
    made = listener(alice, box, receiver.url)
    path = under(box, "listeners", made["id"], "rotate_secret")
    rotated = data(alice.post(path, json={"overlap_ms": 0}))
    message(alice, box)
    work(cast)

    (got,) = posts(receiver)
    assert [verified(got, made), verified(got, rotated)] == [False, True]


def test_without_a_body_the_old_secret_is_good_for_a_day(cast, alice, box, receiver):
    made = listener(alice, box, receiver.url)
    told(alice.post(under(box, "listeners", made["id"], "rotate_secret")))
    cast.clock.advance(hours=23)
    message(alice, box)
    work(cast)

    assert verified(posts(receiver)[0], made)


@pytest.mark.parametrize("overlap", [-1, 604_800_001, "x"])
def test_an_overlap_is_a_week_at_most(alice, box, overlap):
    path = under(box, "listeners", listener(alice, box)["id"], "rotate_secret")

    assert refused(alice.post(path, json={"overlap_ms": overlap})) == (400, ["body.overlap_ms"])


def test_a_listener_that_answers_410_is_gone_until_it_is_recovered(cast, alice, box):
    statuses = iter([410])

    def reply(got):
        return web.Response(status=next(statuses, 200) if got.method == "POST" else 200)

    with Receiver(reply) as receiver:
        made = listener(alice, box, receiver.url)
        first, second = message(alice, box), message(alice, box)
        work(cast)
        gone = seen(alice, box, made)
        work(cast)
        before = len(posts(receiver))

        recovered = data(alice.post(under(box, "listeners", made["id"], "recover")))
        work(cast)

    assert gone["status"] == "gone"
    assert before <= 2
    assert seen(alice, box, made)["status"] == "enabled"
    assert recovered["recovered"] >= 0
    states = [data(alice.get(under(box, "messages", id)))["state"] for id in (first, second)]
    assert states == ["delivered"] * 2


def test_ten_failures_in_a_row_make_it_inactive_until_it_answers(cast, alice, box):
    well = [False]

    def reply(_got):
        return web.Response(status=200 if well[0] else 503)

    with Receiver(reply) as receiver:
        made = listener(alice, box, receiver.url)
        sent = [message(alice, box) for _ in range(12)]
        work(cast)
        failing = seen(alice, box, made)
        calls = len(posts(receiver))
        cast.clock.advance(seconds=10)
        work(cast)
        while_inactive = len(posts(receiver)) - calls
        well[0] = True
        for _ in range(4):
            cast.clock.advance(minutes=10)
            work(cast)

    assert failing["liveness"]["state"] == "inactive"
    assert failing["liveness"]["failure_count"] >= 10
    assert while_inactive == 0
    after = seen(alice, box, made)
    assert after["liveness"]["state"] == "stable"
    assert after["messages"]["acknowledged_count"] == len(sent)


def test_recovery_enables_and_counts_what_is_sent_again(cast, alice, box):
    with nobody() as url:
        made = listener(alice, box, url)
        for _ in range(3):
            message(alice, box)
        work(cast)
        told(
            alice.put(
                under(box, "listeners", made["id"]),
                json=content(url, status="disabled"),
            )
        )

        answer = alice.post(under(box, "listeners", made["id"], "recover"))

    assert data(answer) == {"recovered": 3}
    assert seen(alice, box, made)["status"] == "enabled"


@pytest.mark.parametrize("act", ["test", "rotate_secret", "recover"])
def test_a_listener_that_is_not_there_is_not_found(alice, charlie, box, act):
    made = listener(alice, box)
    other = queue(alice)

    assert alice.post(under(box, "listeners", NOWHERE, act)).status == 404
    assert alice.post(under(other, "listeners", made["id"], act)).status == 404
    assert charlie.post(under(box, "listeners", made["id"], act)).status == 404


def test_neither_is_it_read_changed_or_deleted(alice, charlie, box):
    made = listener(alice, box)
    for caller, path in (
        (alice, f"{QUEUES}/{NOWHERE}/listeners/{made['id']}"),
        (alice, under(queue(alice), "listeners", made["id"])),
        (charlie, under(box, "listeners", made["id"])),
    ):
        assert caller.get(path).status == 404
        assert caller.put(path, json=content()).status == 404
        assert caller.delete(path).status == 404
