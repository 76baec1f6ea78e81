import pytest

from contract.errors import ApiKeyNotFound, ClientUnknown, NameTaken, ScopeNotGrantable
from models.messaging import api_client, api_key
from models.messaging.api_key import scopes
from models.messaging.moment import ms
from models.paging import Page
from models.platform import key

READ = {"queues": {"access": "read", "targets": ["*"]}}
WRITE = {"queues": {"access": "write", "targets": ["*"]}}


@pytest.fixture
def admin(holder):
    return holder("*")


def make(who, **content):
    return who.write(api_key.create, {"name": "key-1", "scopes": READ} | content)


def valid(who, text):
    return who.database.read(lambda session: key.authenticate(session, text))


def test_a_key_is_shown_whole_once_and_then_by_its_beginning(admin, alice, clock):
    made = make(admin)
    at = ms(clock.now)
    found = alice.read(api_key.find, made["id"])
    assert found == {
        "id": made["id"],
        "name": "key-1",
        "alias": "key-1",
        "status": "enabled",
        "key": made["key"].rpartition("_")[0],
        "scopes": READ,
        "created_at": at,
        "updated_at": at,
    }
    credential = valid(alice, made["key"])
    assert credential.tenant == alice.tenant
    assert credential.scopes == {"messaging:queues:read"}


def test_a_key_may_belong_to_a_program(admin, alice, charlie):
    client = alice.write(api_client.create, {"name": "billing"})
    made = make(admin, client_id=client["id"])
    assert made["client_id"] == client["id"]
    assert valid(alice, made["key"]).client == client["id"]
    other = charlie.write(api_client.create, {"name": "theirs"})
    for id in (other["id"], "nothing"):
        with pytest.raises(ClientUnknown):
            make(admin, name="key-2", client_id=id)


def test_scopes_are_said_by_resource_and_kept_as_a_list():
    given = {
        "queues": {"access": "write", "targets": ["b", "a", "a"]},
        "events": {"access": "read"},
        "stats": {"access": "read", "targets": ["*", "x"]},
    }
    listed = scopes.strings(given)
    assert listed == [
        "messaging:events:read",
        "messaging:queues:write:a",
        "messaging:queues:write:b",
        "messaging:stats:read",
    ]
    assert scopes.shown([*listed, "registry:read", "*"]) == {
        "events": {"access": "read", "targets": ["*"]},
        "queues": {"access": "write", "targets": ["a", "b"]},
        "stats": {"access": "read", "targets": ["*"]},
    }


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ("*", {"queues": {"access": "write"}}),
        ("messaging:queues:write", {"queues": {"access": "read"}}),
        ("messaging:queues:write", {"queues": {"access": "write", "targets": ["a"]}}),
        ("messaging:queues:write", {"queues": {"access": "read", "targets": ["a"]}}),
        ("messaging:queues:write:a", {"queues": {"access": "read", "targets": ["a"]}}),
        ("messaging:queues:read", {"queues": {"access": "read", "targets": ["a", "b"]}}),
    ],
)
def test_a_key_gives_what_it_has(holder, own, wanted):
    make(holder(own), scopes=wanted)


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ("messaging:queues:read", {"queues": {"access": "write"}}),
        ("messaging:queues:write:a", {"queues": {"access": "read"}}),
        ("messaging:queues:write:a", {"queues": {"access": "read", "targets": ["b"]}}),
        ("messaging:queues:write:a", {"queues": {"access": "write", "targets": ["a", "b"]}}),
        ("messaging:queues:write", {"listeners": {"access": "read"}}),
        ("registry:write", {"queues": {"access": "read"}}),
    ],
)
def test_a_key_does_not_give_what_it_lacks(holder, alice, own, wanted):
    with pytest.raises(ScopeNotGrantable):
        make(holder(own), scopes=wanted)
    assert alice.read(api_key.page, Page(9)).items == []


def test_a_disabled_key_is_nobody_until_it_is_enabled(admin, alice, clock):
    made = make(admin)
    content = {"name": "key-1", "scopes": READ}
    clock.forward(seconds=1)
    off = admin.write(api_key.replace, made["id"], content | {"status": "disabled"})
    assert (off["status"], off["updated_at"]) == ("disabled", ms(clock.now))
    assert valid(alice, made["key"]) is None
    on = admin.write(api_key.replace, made["id"], content)
    assert on["status"] == "enabled"
    assert valid(alice, made["key"]) is not None


def test_a_key_may_begin_disabled(admin, alice):
    made = make(admin, status="disabled")
    assert made["status"] == "disabled"
    assert valid(alice, made["key"]) is None


def test_what_a_change_adds_must_be_the_callers_own(admin, holder):
    made = make(admin, scopes=WRITE)
    reader = holder("messaging:queues:read")
    less = {"name": "key-1", "scopes": READ}
    same = {"name": "key-2", "scopes": WRITE}
    more = {"name": "key-1", "scopes": WRITE | {"events": {"access": "read"}}}
    assert reader.write(api_key.replace, made["id"], same)["name"] == "key-2"
    with pytest.raises(ScopeNotGrantable):
        reader.write(api_key.replace, made["id"], more)
    assert reader.write(api_key.replace, made["id"], less)["scopes"] == READ
    with pytest.raises(ScopeNotGrantable):
        reader.write(api_key.replace, made["id"], same)


def test_enabling_and_prolonging_give_all_that_the_key_may_do(admin, holder, clock):
    reader = holder("messaging:queues:read")
    end = ms(clock.now) + 60_000
    content = {"name": "key-1", "scopes": WRITE}
    off = make(admin, scopes=WRITE, status="disabled")
    short = make(admin, name="key-3", scopes=WRITE, expires_at=end)
    assert short["expires_at"] == end
    for id, change in (
        (off["id"], content),
        (short["id"], content | {"name": "key-3"}),
        (short["id"], content | {"name": "key-3", "expires_at": end + 1}),
    ):
        with pytest.raises(ScopeNotGrantable):
            reader.write(api_key.replace, id, change)
    shorter = content | {"name": "key-3", "expires_at": end - 1}
    assert reader.write(api_key.replace, short["id"], shorter)["expires_at"] == end - 1


def test_a_deleted_key_is_revoked_and_hidden(admin, alice):
    made = make(admin)
    admin.write(api_key.delete, made["id"])
    assert valid(alice, made["key"]) is None
    assert alice.read(api_key.page, Page(9)).total == 0
    for act, args in (
        (api_key.find, ()),
        (api_key.delete, ()),
        (api_key.replace, ({"name": "abcd"},)),
    ):
        with pytest.raises(ApiKeyNotFound):
            admin.write(act, made["id"], *args)


def test_names_are_unique_until_the_key_is_revoked_by_whomever(admin, alice):
    made = make(admin)
    with pytest.raises(NameTaken):
        make(admin)
    platform_id = made["key"].split("_")[2]
    admin.write(key.revoke, platform_id)
    with pytest.raises(ApiKeyNotFound):
        alice.read(api_key.find, made["id"])
    assert make(admin)["name"] == "key-1"


def test_nobody_else_can_tell_that_a_key_exists(admin, charlie, alice):
    made = make(admin)
    for who, id in ((charlie, made["id"]), (alice, "x" * 21), (alice, "\0")):
        for act, args in (
            (api_key.find, ()),
            (api_key.delete, ()),
            (api_key.replace, ({"name": "abcd"},)),
        ):
            with pytest.raises(ApiKeyNotFound):
                who.write(act, id, *args)
    assert charlie.read(api_key.page, Page(9)).items == []


def test_they_are_listed_oldest_first_as_far_as_they_may_be_shown(admin, alice):
    ids = [make(admin, name=f"key-{at}")["id"] for at in range(3)]
    found = alice.read(api_key.page, Page(2, offset=1))
    assert ([one["id"] for one in found.items], found.total) == (ids[1:], 3)
    some = alice.read(api_key.page, Page(9), visible=frozenset(ids[:1]))
    assert [one["id"] for one in some.items] == ids[:1]


def test_every_act_is_told_without_the_secret(holder, desk):
    admin = holder("*", client="program")
    made = make(admin)
    admin.write(api_key.replace, made["id"], {"name": "key-2", "scopes": READ})
    admin.write(api_key.delete, made["id"])
    told = desk.events()
    assert [one["type"] for one in told] == ["api_key_added", "api_key_updated", "api_key_deleted"]
    assert told[0]["api_key"] == {"id": made["id"], "name": "key-1"}
    assert told[0]["client"] == {"id": "program"}
    assert key.parse(made["key"])[1] not in str(told)


def test_the_audit_has_no_secret(admin):
    def work(session, tenant):
        made = api_key.create(session, tenant, {"name": "key-1", "scopes": READ})
        return key.parse(made["key"])[1] in str(session.changes), session.confidential

    assert admin.write(work) == (False, True)
