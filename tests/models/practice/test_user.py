import pytest

from contract.errors import InvalidRequest
from contract.errors.practice_firm import UserNotFound
from models.practice import user


def names(who, **by):
    return [one["name"] for one in who.read(user.page, **by)]


def test_a_user_is_named_by_first_and_last_name(alice, firm):
    made = firm.user()
    assert made == {
        "userId": made["userId"],
        "name": "Ada Lovell",
        "firstName": "Ada",
        "lastName": "Lovell",
        "initials": "AL",
        "role": "attorney",
        "email": "Ada@Firm.example",
        "rate": 250,
        "customFields": [],
    }
    assert alice.read(user.find, made["userId"].upper()) == made


def test_only_what_is_sent_changes_and_the_name_follows(alice, firm):
    made = firm.user(initials=None, rate=99.5)
    assert "initials" not in made
    after = alice.write(
        user.change, made["userId"], {"lastName": "King", "role": "principal", "email": None}
    )
    assert after == made | {"lastName": "King", "name": "Ada King", "role": "principal"}
    assert alice.read(user.find, made["userId"]) == after
    assert names(alice, query="king") == ["Ada King"]
    assert names(alice, query="lovell") == []


def test_a_change_is_noted_with_what_was_before(alice, firm):
    made = firm.user()

    def work(session, tenant):
        after = user.change(session, tenant, made["userId"], {"rate": 300.25})
        return after, session.changes

    after, (noted,) = alice.write(work)
    assert after == made | {"rate": 300.25}
    assert (noted.kind, noted.id) == ("user", made["userId"])
    assert (noted.before, noted.after) == (made, after)


def test_users_are_listed_by_name_and_filtered(alice, firm, theirs):
    firm.user(firstName="Bo", role="paralegal", email="bo@firm.example")
    firm.user()
    theirs.user()
    assert names(alice) == ["Ada Lovell", "Bo Lovell"]
    assert names(alice, role="paralegal") == ["Bo Lovell"]
    assert names(alice, email="ADA@firm.example") == ["Ada Lovell"]
    assert names(alice, email="ada@firm") == []
    assert names(alice, query="LOV") == ["Ada Lovell", "Bo Lovell"]
    assert names(alice, query="bo@firm") == ["Bo Lovell"]
    assert names(alice, query="bo lovell", query_full_match=True) == ["Bo Lovell"]
    assert names(alice, query="lovell", query_full_match=True) == []


@pytest.mark.parametrize("query", ["%", "_", "/", "a%l", "\0", "\ud800"])
def test_a_search_has_no_wildcards(alice, firm, query):
    firm.user()
    assert names(alice, query=query) == []


def test_a_search_finds_the_signs_that_are_wildcards_elsewhere(alice, firm):
    firm.user(lastName="100%_/")
    firm.user()
    assert names(alice, query="0%_/") == ["Ada 100%_/"]


def test_a_user_of_another_firm_is_not_known(alice, charlie, firm):
    id = firm.user()["userId"]
    assert alice.read(user.known, id)
    assert alice.read(user.known, id.upper())
    for who, which in ((charlie, id), (alice, "\0"), (alice, "x"), (alice, "\ud800")):
        assert not who.read(user.known, which)
        with pytest.raises(UserNotFound):
            who.read(user.find, which)
        with pytest.raises(UserNotFound):
            who.write(user.change, which, {"firstName": "Eve"})


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"firstName": " "}, "body.firstName"),
        ({"lastName": ""}, "body.lastName"),
        ({"email": "a\0b"}, "body.email"),
        ({"rate": 1.001}, "body.rate"),
        ({"rate": -1}, "body.rate"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(alice, firm, given, at):
    made = firm.user()
    with pytest.raises(InvalidRequest) as refused:
        firm.user(**given)
    assert [fault.location for fault in refused.value.details] == [at]
    with pytest.raises(InvalidRequest):
        alice.write(user.change, made["userId"], given)
    assert alice.read(user.find, made["userId"]) == made


def test_custom_fields_are_read_when_they_are_selected(alice, firm, heard):
    field = firm.field("user", "text", name="Bar number")
    firm.user(customFields=[{"id": field["id"], "value": "77"}])
    short = heard(alice, user.page)
    long = heard(alice, user.page, select=frozenset({"customFields"}))
    assert len(short.statements) == 1
    assert len(long.statements) == 2
    assert "customFields" not in short.result[0]
    assert long.result[0]["customFields"] == [
        {"id": field["id"], "name": "Bar number", "valueType": "text", "value": "77"}
    ]
