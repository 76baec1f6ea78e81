"""A key may have a user of its own, for whom calls with it are made."""

import pytest

from contract.errors import InvalidRequest
from models.platform import key
from models.practice import user

NOBODY = "00000000-0000-0000-0000-000000000000"


def ann(who):
    content = {
        "firstName": "Ann",
        "lastName": "Lee",
        "role": "attorney",
        "email": "ann@firm.example.com",
    }
    return who.write(lambda session, tenant: user.create(session, tenant, content))["userId"]


def make(who, user_id):
    def work(session, tenant):
        session.caller = None
        return key.create(session, tenant, name="ci", scopes=["*"], user_id=user_id)

    return who.write(work)


def valid(who, text):
    return who.database.read(lambda session: key.authenticate(session, text))


def test_the_key_says_for_whom_it_is(alice):
    her = ann(alice)
    made, text = make(alice, her.upper())

    assert made["userId"] == her
    assert alice.read(key.find, made["id"])["userId"] == her
    assert valid(alice, text).user == her


def test_a_key_that_takes_its_place_is_for_the_same(alice):
    her = ann(alice)
    made, _ = make(alice, her)

    after, text = alice.write(lambda session, tenant: _rotated(session, tenant, made["id"]))

    assert after["userId"] == her
    assert valid(alice, text).user == her


def _rotated(session, tenant, key_id):
    session.caller = None
    return key.rotate(session, tenant, key_id)


@pytest.mark.parametrize("theirs", [True, False])
def test_somebody_who_is_not_of_the_organization_is_refused(alice, charlie, theirs):
    stranger = ann(charlie) if theirs else NOBODY

    with pytest.raises(InvalidRequest) as caught:
        make(alice, stranger)

    assert [fault.location for fault in caught.value.details] == ["body.userId"]
