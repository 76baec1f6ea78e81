from datetime import timedelta

import pytest
from sqlalchemy import select

from contract.errors import KeyNotFound, KeyRevoked, ScopeNotGrantable
from models.clock import rfc3339
from models.paging import Page
from models.platform import key
from models.platform.key.table import Key
from models.session import Caller


def make(who, **more):
    return who.write(plain, **({"name": "ci", "scopes": ["registry:read"]} | more))


def plain(session, tenant, **more):
    """As from the command line: without a calling key."""
    session.caller = None
    return key.create(session, tenant, **more)


def valid(who, text):
    return who.database.read(lambda session: key.authenticate(session, text))


def as_key(who, made, act, *args, **kwargs):
    def work(session):
        session.caller = Caller(who.tenant, made["id"], "R", "op")
        return act(session, who.tenant, *args, **kwargs)

    return who.database.write(work)


def test_a_key_says_whose_it_is(alice):
    made, text = make(alice, scopes=["b", "a", "b"])
    found = valid(alice, text)
    assert found == key.Credential(alice.tenant, made["id"], frozenset({"a", "b"}), None)
    assert text.startswith(f"charter_live_{made['id']}_")


def test_the_row_shows_no_secret(alice, clock):
    made, text = make(alice, environment="test")
    assert made == {
        "id": made["id"],
        "name": "ci",
        "environment": "test",
        "scopes": ["registry:read"],
        "createdAt": rfc3339(clock.now),
    }
    secret = key.parse(text)[1]
    stored = alice.read(lambda s, _t: [tuple(row) for row in s.execute(select(*Key.__table__.c))])
    assert secret not in str(stored)


@pytest.mark.parametrize("change", [str.upper, str.strip, lambda t: t[:-1], lambda t: t + "0"])
def test_a_malformed_key_is_known_without_the_database(change):
    text = key.make()[2]
    assert key.parse(text) is not None
    if change(text) != text:
        assert key.parse(change(text)) is None


def test_a_typo_anywhere_is_known_without_the_database():
    text = key.make()[2]
    for at, sign in enumerate(text):
        wrong = text[:at] + ("b" if sign == "a" else "a") + text[at + 1 :]
        assert key.parse(wrong) is None


def test_a_typo_in_the_secret_still_says_whose_key_it_should_be():
    key_id, _, text = key.make()
    assert [key.claimed(one) for one in (text, f"{text[:-1]}!", text[:25])] == [key_id] * 3
    assert [key.claimed(one) for one in ("", text[:24], f"x{text}", "charter_live_")] == [None] * 4


@pytest.mark.parametrize("text", ["", "\0", "charter_live_", "é" * 60, "\ud800", "x" * 10_000])
def test_anything_else_is_no_key(alice, text):
    assert valid(alice, text) is None


def test_an_unknown_key_and_a_wrong_secret_are_nobody(alice):
    _, text = make(alice)
    key_id = key.parse(text)[0]
    stranger = key.make()[2]
    forged = key.text.make()[2].split("_")
    forged[2] = key_id
    head = "_".join(forged)[:-8]
    forgery = f"{head}{key.text._checksum(head)}"
    assert key.parse(forgery)[0] == key_id
    assert valid(alice, stranger) is None
    assert valid(alice, forgery) is None


def test_a_key_ends_at_its_expiry(alice, clock):
    end = clock.now + timedelta(hours=1)
    made, text = make(alice, expires_at=end)
    assert made["expiresAt"] == rfc3339(end)
    assert valid(alice, text).expires_at == rfc3339(end)
    clock.now = end - timedelta(microseconds=2)
    assert valid(alice, text) is not None
    assert valid(alice, text) is None


def test_an_expiry_may_be_given_as_text(alice):
    made, _ = make(alice, expires_at="2030-01-01T00:00:00.000000Z")
    assert made["expiresAt"] == "2030-01-01T00:00:00.000000Z"


def test_a_revoked_key_is_nobody_at_once_and_for_good(alice, clock):
    made, text = make(alice)
    revoked = alice.write(key.revoke, made["id"])
    assert revoked == made | {"revokedAt": rfc3339(clock.now)}
    assert valid(alice, text) is None
    for act in (key.revoke, key.rotate):
        with pytest.raises(KeyRevoked):
            alice.write(act, made["id"])


def test_rotation_lets_both_keys_live_for_the_overlap(alice, clock):
    admin, _ = make(alice, scopes=["*"])
    old, old_text = make(alice)
    made, text = as_key(alice, admin, key.rotate, old["id"], overlap=timedelta(hours=1))
    assert (made["name"], made["scopes"]) == ("ci", ["registry:read"])
    ending = alice.read(key.find, old["id"])
    assert ending["replacedBy"] == made["id"]
    assert ending["expiresAt"] == rfc3339(
        clock.now - timedelta(microseconds=1) + timedelta(hours=1)
    )
    assert valid(alice, old_text)
    assert valid(alice, text)
    clock.forward(hours=1)
    assert valid(alice, old_text) is None
    assert valid(alice, text)


def test_rotation_never_lengthens_a_life_and_keeps_its_span(alice, clock):
    admin, _ = make(alice, scopes=["*"])
    start = clock.now + clock.step
    old, _ = make(alice, expires_at=start + timedelta(hours=1))
    clock.forward(minutes=50)
    made, _ = as_key(alice, admin, key.rotate, old["id"])
    assert alice.read(key.find, old["id"])["expiresAt"] == old["expiresAt"]
    assert made["expiresAt"] == rfc3339(clock.now - clock.step + timedelta(hours=1))


def test_a_key_grants_no_more_than_it_may_itself(alice):
    reader, _ = make(alice, scopes=["registry:read", "platform:keys"])
    admin, _ = make(alice, scopes=["*"])
    as_key(alice, reader, key.create, name="n", scopes=["registry:read"])
    as_key(alice, admin, key.create, name="n", scopes=["*"])
    for act in (
        lambda: as_key(alice, reader, key.create, name="n", scopes=["registry:write"]),
        lambda: as_key(alice, reader, key.create, name="n", scopes=["*"]),
        lambda: as_key(alice, reader, key.rotate, admin["id"]),
    ):
        with pytest.raises(ScopeNotGrantable):
            act()


def changed(made, **values):
    same = {"name": made["name"], "scopes": made["scopes"], "disabled": False}
    return same | {"expires_at": None, "client": None} | values


def test_a_disabled_key_is_nobody_until_it_is_enabled(alice, clock):
    made, text = make(alice)
    off = alice.write(key.change, made["id"], **changed(made, disabled=True))
    assert off == made | {"disabledAt": rfc3339(clock.now)}
    assert valid(alice, text) is None
    again = alice.write(key.change, made["id"], **changed(made, disabled=True, name="other"))
    assert again == off | {"name": "other"}
    admin, _ = make(alice, scopes=["*"])
    assert as_key(alice, admin, key.change, made["id"], **changed(made)) == made
    assert valid(alice, text) is not None


def test_a_revoked_key_cannot_be_changed(alice):
    made, _ = make(alice)
    alice.write(key.revoke, made["id"])
    with pytest.raises(KeyRevoked):
        alice.write(key.change, made["id"], **changed(made))


def test_a_key_says_which_program_it_belongs_to_also_when_it_is_rotated(alice):
    admin, _ = make(alice, scopes=["*"])
    made, text = make(alice, client="program")
    assert made["client"] == valid(alice, text).client == "program"
    rotated, text = as_key(alice, admin, key.rotate, made["id"])
    assert rotated["client"] == valid(alice, text).client == "program"


@pytest.mark.parametrize(
    ("own", "scope", "included"),
    [
        ("*", "anything", True),
        ("registry:write", "registry:write", True),
        ("registry:write", "registry:read", False),
        ("studio:customers:write", "studio:customers:read", False),
        ("messaging:queues:write", "messaging:queues:read", True),
        ("messaging:queues:write", "messaging:queues:read:a", True),
        ("messaging:queues:read", "messaging:queues:read:a", True),
        ("messaging:queues:write:a", "messaging:queues:read:a", True),
        ("messaging:queues:read", "messaging:queues:write", False),
        ("messaging:queues:read:a", "messaging:queues:read", False),
        ("messaging:queues:read:a", "messaging:queues:read:b", False),
        ("messaging:queues:write", "messaging:events:read", False),
        ("messaging:queues", "messaging:queues:read", False),
    ],
)
def test_what_a_scope_includes(own, scope, included):
    assert key.includes({own}, scope) is included


def test_nobody_else_can_tell_that_a_key_exists(alice, charlie):
    made, text = make(alice)
    for act in (key.find, key.rotate, key.revoke):
        for who, id in ((charlie, made["id"]), (alice, "k7Qm2xWc9TzB"), (alice, "\0")):
            with pytest.raises(KeyNotFound):
                who.write(act, id)
    assert charlie.read(key.page, Page(10)).items == []
    assert valid(charlie, text).tenant == alice.tenant


def test_keys_are_listed_oldest_first_with_their_total(alice):
    made = [make(alice, name=f"{number}")[0] for number in range(5)]
    found = alice.read(key.page, Page(2, offset=2))
    assert (found.items, found.total) == (made[2:4], 5)
    assert alice.read(key.page, Page(3, found.next)).items == made[4:]
    assert alice.read(key.page, Page(3, offset=2**70)).items == []


def test_the_last_use_is_noted_at_most_once_a_minute(alice, clock):
    made, _ = make(alice)
    start = clock.now

    def note(**later):
        at = start + timedelta(**later)
        alice.write(lambda s, t: key.used(s, [(t, made["id"], at)]))
        return alice.read(key.find, made["id"])["lastUsedAt"]

    assert note() == rfc3339(start)
    assert note(seconds=59) == rfc3339(start)
    assert note(seconds=60) == rfc3339(start + timedelta(seconds=60))
    assert note(seconds=30) == rfc3339(start + timedelta(seconds=60))


def test_every_act_leaves_a_note_and_an_event_without_the_secret(alice):
    def work(session, tenant):
        made, text = key.create(session, tenant, name="n", scopes=[])
        key.revoke(session, tenant, made["id"])
        told = str(session.changes) + str(session.events)
        return [event.type for event in session.events], key.parse(text)[1] in told

    assert alice.write(work) == (["key.created", "key.revoked"], False)
