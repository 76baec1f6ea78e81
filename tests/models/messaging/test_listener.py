from datetime import timedelta

import orjson
import pytest
from sqlalchemy import select

from contract.errors import ListenerNotFound, NameTaken, QueueNotFound, UrlRefused
from models.delivery import destination
from models.delivery.address import Rules
from models.delivery.table import Destination
from models.messaging import domain, listener
from models.messaging.moment import ms
from models.paging import Page

RULES = Rules()
URLS = {"notify_url": "https://example.com/in", "liveness_url": "https://example.com/alive"}


def place(desk, made):
    query = select(Destination).where(Destination.owner_id == made["id"])

    def read(session, tenant):
        (found,) = destination.of_owner(session, tenant, "listener", made["id"])
        sealed = session.execute(query).scalar_one().outbound
        key = None if sealed is None else session.vault.open(sealed).decode()
        return found | {"key": key, "secrets": destination.secrets_of(session, tenant, found["id"])}

    return desk.who.read(read)


def test_a_listener_begins_unknown_with_a_secret_that_is_shown_once(desk, clock):
    queue = desk.queue()
    made = desk.who.write(listener.create, queue["id"], URLS | {"alias": "billing"}, rules=RULES)
    at = ms(clock.now)
    secret = made.pop("secret")
    assert secret.startswith("whsec_")
    assert made == {
        "id": made["id"],
        "queue_id": queue["id"],
        "name": "billing",
        "alias": "billing",
        **URLS,
        "status": "enabled",
        "timeout_ms": 15_000,
        "liveness": {"state": "unknown", "success_count": 0, "failure_count": 0},
        "messages": {"acknowledged_count": 0, "missed": [], "missed_count": 0},
        "created_at": at,
        "updated_at": at,
    }
    assert desk.who.read(listener.find, queue["id"], made["id"]) == made
    assert place(desk, made)["secrets"] == [secret]


def test_all_that_was_given_reaches_the_destination(desk):
    queue = desk.queue(ordering="fifo")
    rules = {"event_types": ["a", "b.*"], "rate_limit": 7, "timeout_ms": 900}
    made = desk.listener(queue["id"], **rules, api_key="outbound", status="disabled")
    found = place(desk, made)
    assert {word: made[word] for word in rules} == rules
    assert made["status"] == "disabled"
    assert "api_key" not in made
    assert (found["types"], found["rate_limit"], found["timeout_ms"]) == (["a", "b.*"], 7, 900)
    assert (found["ordering"], found["state"], found["key"]) == ("fifo", "disabled", "outbound")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1/", "loopback"),
        ("http://[::ffff:10.0.0.1]/", "address"),
        ("https://169.254.169.254/latest", "link-local"),
        ("https://user:word@example.com/", "credentials"),
        ("https://example.com/#part", "fragment"),
        ("ftp://example.com/", "http"),
        ("https://example.com:22/", "port"),
    ],
)
def test_an_address_that_may_never_be_called_is_refused_at_once(desk, address, reason):
    queue = desk.queue()
    for word in URLS:
        with pytest.raises(UrlRefused) as refused:
            desk.listener(queue["id"], **{word: address})
        (fault,) = refused.value.details
        assert fault.location == f"body.{word}"
        assert reason in fault.message
    made = desk.listener(queue["id"])
    content = {"name": made["name"], **URLS, "notify_url": address}
    with pytest.raises(UrlRefused):
        desk.who.write(listener.replace, queue["id"], made["id"], content, rules=RULES)


def test_where_domains_must_be_verified_others_are_refused(desk):
    queue = desk.queue()
    content = {"name": "billing", **URLS}
    with pytest.raises(UrlRefused) as refused:
        desk.who.write(listener.create, queue["id"], content, rules=RULES, verified=True)
    assert [one.location for one in refused.value.details] == [
        "body.notify_url",
        "body.liveness_url",
    ]
    made = desk.who.write(domain.create, {"name": "main", "hostname": "EXAMPLE.com"}, rules=RULES)
    desk.who.write(domain.verify, made["id"])

    def prove(session):
        (challenge,) = domain.take(session)
        return domain.checked(session, challenge, ok=True)

    assert desk.who.database.write(prove)
    desk.who.write(listener.create, queue["id"], content, rules=RULES, verified=True)
    elsewhere = {"name": "other", **URLS, "notify_url": "https://www.example.com/"}
    with pytest.raises(UrlRefused):
        desk.who.write(listener.create, queue["id"], elsewhere, rules=RULES, verified=True)


def test_a_change_replaces_everything_but_the_secret_the_key_and_the_status(desk, clock):
    queue = desk.queue()
    rules = {"event_types": ["a"], "rate_limit": 7, "timeout_ms": 900}
    made = desk.listener(queue["id"], **rules, api_key="outbound", status="disabled")
    secret = made.pop("secret")
    clock.forward(seconds=1)
    content = {
        "name": "other",
        "notify_url": "https://example.org/",
        "liveness_url": URLS["liveness_url"],
    }
    after = desk.who.write(listener.replace, queue["id"], made["id"], content, rules=RULES)
    for word in ("event_types", "rate_limit"):
        del made[word]
    assert after == made | content | {
        "alias": "other",
        "timeout_ms": 15_000,
        "updated_at": ms(clock.now),
    }
    assert (place(desk, made)["key"], place(desk, made)["secrets"]) == ("outbound", [secret])
    change = content | {"api_key": None, "status": "enabled"}
    after = desk.who.write(listener.replace, queue["id"], made["id"], change, rules=RULES)
    assert (after["status"], place(desk, made)["key"]) == ("enabled", None)


def test_names_are_unique_in_a_queue(desk):
    queue, other = desk.queue(), desk.queue()
    desk.listener(queue["id"], name="billing")
    desk.listener(other["id"], name="billing")
    made = desk.listener(queue["id"])
    with pytest.raises(NameTaken):
        desk.listener(queue["id"], name="billing")
    content = {"name": "billing", **URLS}
    with pytest.raises(NameTaken):
        desk.who.write(listener.replace, queue["id"], made["id"], content, rules=RULES)


def test_a_deleted_listener_gets_nothing_more(desk):
    queue = desk.queue()
    made = desk.listener(queue["id"])
    desk.send(queue["id"])
    desk.who.write(listener.delete, queue["id"], made["id"])
    desk.send(queue["id"])
    assert desk.carry() == []
    with pytest.raises(ListenerNotFound):
        desk.who.read(listener.find, queue["id"], made["id"])


def test_a_new_secret_is_shown_once_and_the_old_one_signs_along_for_a_day(desk, clock):
    queue = desk.queue()
    made = desk.listener(queue["id"])
    after = desk.who.write(listener.rotate_secret, queue["id"], made["id"])
    assert place(desk, made)["secrets"] == [after["secret"], made["secret"]]
    clock.forward(hours=24)
    assert place(desk, made)["secrets"] == [after["secret"]]
    last = desk.who.write(listener.rotate_secret, queue["id"], made["id"], overlap=timedelta(0))
    assert place(desk, made)["secrets"] == [last["secret"]]


def test_what_it_missed_is_shown_and_recovered(desk, clock):
    queue = desk.queue()
    made = desk.listener(queue["id"])
    sent = [desk.send(queue["id"])["id"] for _ in range(12)]
    desk.carry("dead")
    missed = desk.listens(made)["messages"]
    assert missed["missed_count"] == 12
    assert missed["missed"] == sent[:1:-1]
    since = ms(clock.now) + 1000
    act = (listener.recover, queue["id"], made["id"])
    assert desk.who.write(*act, {"since": since}) == {"recovered": 0}
    assert desk.who.write(*act, {"until": since}) == {"recovered": 12}
    desk.carry()
    assert desk.listens(made)["messages"] == {
        "acknowledged_count": 12,
        "missed": [],
        "missed_count": 0,
    }


def test_a_disabled_listener_holds_what_it_did_not_get_until_it_recovers(desk):
    queue = desk.queue()
    made = desk.listener(queue["id"], status="disabled")
    sent = desk.send(queue["id"])
    assert desk.carry() == []
    desk.who.write(listener.recover, queue["id"], made["id"], {})
    assert desk.listens(made)["status"] == "enabled"
    assert desk.carry() == [(made["id"], sent["id"])]


def test_a_trial_is_sent_to_the_one_listener_and_is_no_message(desk, clock):
    queue = desk.queue(ordering="fifo")
    made = desk.listener(queue["id"])
    desk.listener(queue["id"])
    trial = desk.who.write(listener.test, queue["id"], made["id"])
    at = ms(clock.now)
    body, media = desk.who.read(listener.test_body, trial["id"])
    data = {"queue_id": queue["id"], "listener_id": made["id"]}
    assert orjson.loads(body) == {"type": "test", "timestamp": at, "data": data}
    assert media == "application/json"
    assert desk.carry() == [(made["id"], trial["id"])]
    assert "message_published_ok" not in desk.types()
    assert desk.who.read(listener.test_body, "x" * 21) is None
    desk.who.write(listener.delete, queue["id"], made["id"])
    assert desk.who.read(listener.test_body, trial["id"]) is None


def test_nobody_else_can_tell_that_a_listener_exists(desk, theirs):
    queue, other = desk.queue(), desk.queue()
    made = desk.listener(queue["id"])
    content = {"name": "other", **URLS}
    acts = [
        (listener.find, (), {}),
        (listener.delete, (), {}),
        (listener.replace, (content,), {"rules": RULES}),
        (listener.rotate_secret, (), {}),
        (listener.recover, ({},), {}),
        (listener.test, (), {}),
    ]
    for act, args, more in acts:
        for queue_id, id in ((other["id"], made["id"]), (queue["id"], "x"), (queue["id"], "\0")):
            with pytest.raises(ListenerNotFound):
                desk.who.write(act, queue_id, id, *args, **more)
        with pytest.raises(QueueNotFound):
            theirs.who.write(act, queue["id"], made["id"], *args, **more)
    with pytest.raises(QueueNotFound):
        theirs.listener(queue["id"])
    with pytest.raises(QueueNotFound):
        theirs.who.read(listener.page, Page(9), queue_id=queue["id"])
    assert theirs.who.read(listener.page, Page(9)).items == []


def test_they_are_listed_by_queue_or_all_as_far_as_they_may_be_shown(desk):
    queues = [desk.queue()["id"] for _ in range(2)]
    ids = [desk.listener(queues[at % 2])["id"] for at in range(4)]

    def listed(limit=9, offset=0, **wanted):
        found = desk.who.read(listener.page, Page(limit, offset=offset), **wanted)
        return [one["id"] for one in found.items], found.total

    assert listed(2, 1) == (ids[1:3], 4)
    assert listed(queue_id=queues[1]) == ([ids[1], ids[3]], 2)
    assert listed(visible=frozenset(ids[2:3])) == ([ids[2]], 1)
    assert listed(queues=frozenset(queues[:1])) == ([ids[0], ids[2]], 2)
    assert listed(visible=frozenset()) == ([], 0)


def test_every_act_is_told_without_secrets(desk):
    queue = desk.queue()

    def work(session, tenant):
        content = {"name": "billing", **URLS, "api_key": "outbound"}
        made = listener.create(session, tenant, queue["id"], content, rules=RULES)
        listener.rotate_secret(session, tenant, queue["id"], made["id"])
        listener.replace(session, tenant, queue["id"], made["id"], content, rules=RULES)
        listener.delete(session, tenant, queue["id"], made["id"])
        noted = str(session.changes)
        assert "whsec_" not in noted
        assert "outbound" not in noted
        return made["id"], session.confidential

    id, confidential = desk.who.write(work)
    assert confidential
    told = [one for one in desk.events() if "listener" in one]
    assert [one["type"] for one in told] == [
        "listener_added",
        "listener_updated",
        "listener_deleted",
    ]
    assert told[0]["listener"] == {"id": id, "name": "billing"}
