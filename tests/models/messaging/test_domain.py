import re

import pytest

from contract.errors import DomainNotFound, NameTaken, UrlRefused
from models.delivery.address import Rules
from models.messaging import domain
from models.messaging.moment import ms
from models.paging import Page

RULES = Rules()
DAYS_7 = 7 * 24 * 3_600_000


def make(who, **content):
    given = {"name": "main", "hostname": "example.com"}
    return who.write(domain.create, given | content, rules=RULES)


def do(who, act, *args, **kwargs):
    return who.database.write(lambda session: act(session, *args, **kwargs))


def take(who, **more):
    return do(who, domain.take, **more)


def verified(who, id):
    return who.read(domain.find, id)["verification"]


def test_a_domain_begins_with_a_file_that_is_to_prove_it(alice, clock):
    made = make(alice, hostname="Straße.example")
    at = ms(clock.now)
    file = made["challenge"]["https"]
    assert made == {
        "id": made["id"],
        "name": "main",
        "alias": "main",
        "hostname": "xn--strae-oqa.example",
        "port": 443,
        "challenge": {
            "https": {
                "file_name": file["file_name"],
                "file_content": file["file_content"],
                "context_path": "/.well-known/charter",
                "created_at": at,
                "expires_at": at + DAYS_7,
            }
        },
        "verification": {"verified": False},
        "created_at": at,
        "updated_at": at,
    }
    assert re.fullmatch(r"[\w-]{21}\.txt", file["file_name"])
    assert re.fullmatch(r"[\w-]{42}", file["file_content"])
    assert alice.read(domain.find, made["id"]) == made


@pytest.mark.parametrize(
    "content",
    [
        {"hostname": "127.0.0.1"},
        {"hostname": "example.com/path"},
        {"hostname": "example.com?query"},
        {"hostname": "user@example.com"},
        {"hostname": "a b"},
        {"hostname": ""},
        {"port": 22},
    ],
)
def test_a_host_that_may_not_be_called_is_refused(alice, content):
    with pytest.raises(UrlRefused) as refused:
        make(alice, **content)
    place = "port" if "port" in content else "hostname"
    assert [fault.location for fault in refused.value.details] == [f"body.{place}"]


def test_it_is_verified_when_its_file_was_found(alice, clock):
    made = make(alice, port=8443)
    assert take(alice) == []
    after = alice.write(domain.verify, made["id"])
    assert after["verification"] == {"verified": False}
    (challenge,) = take(alice)
    file = made["challenge"]["https"]
    assert challenge == domain.Challenge(
        alice.tenant,
        made["id"],
        "example.com",
        8443,
        f"/.well-known/charter/{file['file_name']}",
        file["file_content"],
    )
    assert not alice.read(domain.is_verified, "example.com")
    assert do(alice, domain.checked, challenge, ok=True)
    at = ms(clock.now)
    assert verified(alice, made["id"]) == {"verified": True, "verified_at": at, "checked_at": at}
    assert alice.read(domain.is_verified, "example.com")
    assert not alice.read(domain.is_verified, "www.example.com")
    assert take(alice) == []


def test_a_file_that_was_not_found_is_said_so_and_looked_for_when_asked(alice, clock):
    made = make(alice)
    alice.write(domain.verify, made["id"])
    (challenge,) = take(alice)
    assert do(alice, domain.checked, challenge, ok=False, error="404 instead of 200")
    told = verified(alice, made["id"])
    assert told == {"verified": False, "checked_at": ms(clock.now), "error": "404 instead of 200"}
    assert take(alice) == []
    alice.write(domain.verify, made["id"])
    (challenge,) = take(alice)
    do(alice, domain.checked, challenge, ok=True)
    assert "error" not in verified(alice, made["id"])


def test_what_was_proven_stays_proven(alice):
    made = make(alice)
    for ok in (True, False):
        alice.write(domain.verify, made["id"])
        (challenge,) = take(alice)
        do(alice, domain.checked, challenge, ok=ok)
    assert verified(alice, made["id"])["verified"]


def test_whoever_dies_with_a_file_gives_it_back(alice, clock):
    made = make(alice)
    alice.write(domain.verify, made["id"])
    assert len(take(alice)) == 1
    assert take(alice) == []
    clock.forward(minutes=1)
    assert len(take(alice)) == 1


def test_files_are_taken_whosesoever_they_are(alice, charlie):
    ids = []
    for who in (alice, charlie):
        ids.append(make(who)["id"])
        who.write(domain.verify, ids[-1])
    assert [one.id for one in take(alice, most=1)] == ids[:1]
    assert [one.id for one in take(alice)] == ids[1:]


def test_another_host_or_port_has_to_be_proven_by_another_file(alice):
    made = make(alice)
    for content in ({"hostname": "example.org"}, {"hostname": "example.org", "port": 8443}):
        alice.write(domain.verify, made["id"])
        (challenge,) = take(alice)
        do(alice, domain.checked, challenge, ok=True)
        before = alice.read(domain.find, made["id"])
        after = alice.write(domain.replace, made["id"], {"name": "main"} | content, rules=RULES)
        assert after["verification"] == {"verified": False}
        assert after["challenge"]["https"]["file_name"] != before["challenge"]["https"]["file_name"]
    same = alice.write(domain.replace, made["id"], {"name": "next"} | content, rules=RULES)
    assert same["challenge"] == after["challenge"]


def test_what_was_found_of_another_file_proves_nothing(alice):
    made = make(alice)
    alice.write(domain.verify, made["id"])
    (challenge,) = take(alice)
    content = {"name": "main", "hostname": "example.org"}
    alice.write(domain.replace, made["id"], content, rules=RULES)
    assert not do(alice, domain.checked, challenge, ok=True)
    assert verified(alice, made["id"]) == {"verified": False}
    alice.write(domain.delete, made["id"])
    assert not do(alice, domain.checked, challenge, ok=True)


def test_a_file_whose_time_is_over_is_replaced(alice, clock):
    made = make(alice)
    clock.forward(days=7)
    after = alice.write(domain.verify, made["id"])
    assert after["challenge"]["https"]["created_at"] == ms(clock.now)
    assert take(alice)[0].content == after["challenge"]["https"]["file_content"]


def test_names_are_unique_in_an_organization(alice, charlie):
    make(alice)
    make(charlie)
    other = make(alice, name="other")
    with pytest.raises(NameTaken):
        make(alice)
    content = {"name": "main", "hostname": "example.com"}
    with pytest.raises(NameTaken):
        alice.write(domain.replace, other["id"], content, rules=RULES)


def test_nobody_else_can_tell_that_a_domain_exists(alice, charlie):
    made = make(alice)
    content = {"name": "next", "hostname": "example.com"}
    for act, args, more in (
        (domain.find, (), {}),
        (domain.delete, (), {}),
        (domain.verify, (), {}),
        (domain.replace, (content,), {"rules": RULES}),
    ):
        for who, id in ((charlie, made["id"]), (alice, "x" * 21), (alice, "\0")):
            with pytest.raises(DomainNotFound):
                who.write(act, id, *args, **more)
    assert charlie.read(domain.page, Page(9)).items == []
    assert not charlie.read(domain.is_verified, "example.com")


def test_they_are_listed_oldest_first_as_far_as_they_may_be_shown(alice):
    made = [make(alice, name=f"name-{at}") for at in range(3)]
    found = alice.read(domain.page, Page(2, offset=1))
    assert (found.items, found.total) == (made[1:], 3)
    assert alice.read(domain.page, Page(9), visible=frozenset({made[0]["id"]})).items == made[:1]
