from datetime import timedelta

import pytest

from contract.errors import InvalidRequest
from models.delivery import destination, line, probe


def test_a_destination_is_found_as_it_was_added(post, clock):
    id = post.add(types=["a.b"], liveness_url="https://example.com/up", ordering="fifo")
    added = clock.now
    seen = post.seen(id)
    assert (seen["types"], seen["ordering"], seen["state"]) == (["a.b"], "fifo", "active")
    assert seen["liveness"] == {"state": "unknown", "success_count": 0, "failure_count": 0}
    assert (len(id), seen["created_at"]) == (21, added)


def test_secrets_and_keys_are_never_in_what_is_found(post):
    seen = str(post.seen(post.add(outbound_key="their key")))
    assert "whsec" not in seen
    assert "their key" not in seen
    assert "secrets" not in seen


def test_another_tenant_finds_changes_and_removes_nothing(post, theirs):
    id = post.add()
    who = theirs.who
    assert who.read(destination.find, id) is None
    assert who.write(destination.change, id, url="https://example.org") is None
    assert who.write(destination.rotate_secret, id, overlap=timedelta(hours=1)) is None
    assert who.read(destination.secrets_of, id) == []
    assert who.read(destination.of_source, "listener", "queue") == []
    for act in (destination.disable, destination.enable, destination.remove):
        assert not who.write(act, id)
    assert who.write(line.recover, id) is None
    assert post.seen(id)["state"] == "active"


def test_a_rotated_secret_signs_first_and_the_old_one_along(post, clock):
    id = post.add()
    old = post.who.read(destination.secrets_of, id)
    new = post.who.write(destination.rotate_secret, id, overlap=timedelta(hours=1))
    assert post.who.read(destination.secrets_of, id) == [new, *old]
    clock.forward(hours=1)
    assert post.who.read(destination.secrets_of, id) == [new]


def test_an_answer_with_a_secret_is_confidential(post):
    given = {"kind": "listener", "source": "q", "owner_id": "l", "url": "https://example.com"}

    def work(session, tenant):
        destination.add(session, tenant, **given)
        return session.confidential

    assert post.who.write(work)


def test_only_those_who_want_the_type_are_told(post, theirs):
    all_, one, some = post.add(), post.add(types=["a.b"]), post.add(types=["a.*", "c"])
    post.add(source="another queue")
    theirs.add()

    def wanting(type=None):
        return set(post.who.read(destination.wanting, "listener", "queue", type))

    assert wanting() == {all_, one, some}
    assert wanting("a.b") == {all_, one, some}
    assert wanting("a.c") == {all_, some}
    assert wanting("a") == {all_}


def test_events_go_to_the_integrations_that_want_them(post):
    id = post.add(kind="activation", source="events", types=["CUSTOMER_*"])
    post.add(source="events")
    assert post.who.read(destination.for_events, "CUSTOMER_CREATED") == [id]
    assert post.who.read(destination.for_events, "CONTRACT_UPDATED") == []


def test_a_removed_destination_is_told_nothing_and_a_disabled_one_is(post):
    off, gone = post.add(), post.add()
    post.who.write(destination.disable, off)
    post.who.write(destination.remove, gone)
    assert post.who.read(destination.wanting, "listener", "queue") == [off]
    assert post.seen(gone) is None
    assert not post.who.write(destination.enable, gone)


def test_those_of_an_owner_are_listed_oldest_first(post):
    ids = [post.add(owner_id="same") for _ in range(3)]
    found = post.who.read(destination.of_owner, "listener", "same")
    assert [one["id"] for one in found] == ids


def test_what_is_changed_is_changed_and_nothing_else(post):
    id = post.add(types=["a"], outbound_key="k")
    before = post.seen(id)
    after = post.who.write(destination.change, id, types=None, rate_limit=3)
    assert after == {**before, "types": None, "rate_limit": 3}


def test_a_new_address_has_no_history(post):
    id = post.add()
    post.send(id)
    post.fails(post.claim()[0])
    assert post.seen(id)["liveness"]["state"] == "inactive"
    post.who.write(destination.change, id, url=post.seen(id)["url"])
    assert post.seen(id)["liveness"]["state"] == "inactive"
    post.who.write(destination.change, id, url="https://example.org")
    assert post.seen(id)["liveness"]["state"] == "unknown"


def test_nothing_else_can_be_set(post):
    id = post.add()
    for given in ({"epoch": 7}, {"ordering": "fifo"}):
        with pytest.raises(ValueError, match=next(iter(given))):
            post.who.write(destination.change, id, **given)


def test_an_address_that_cannot_be_stored_is_refused(post):
    with pytest.raises(InvalidRequest):
        post.add(url="https://example.com/\0")
    with pytest.raises(InvalidRequest):
        post.who.write(destination.change, post.add(), liveness_url="https://example.com/\ud800")


def test_enabling_an_active_one_changes_nothing(post):
    id = post.add()
    before = post.seen(id)
    assert post.who.write(destination.enable, id)
    assert post.seen(id) == before


def test_a_destination_that_is_enabled_is_probed_at_once(post, clock):
    id = post.add(liveness_url="https://example.com/up")
    post.do(probe.take)
    post.who.write(destination.disable, id)
    post.who.write(destination.enable, id)
    post.send(id)
    assert [one.id for one in post.do(probe.take)] == [id]
    (held,) = post.claim()
    assert post.answer(held).ids
