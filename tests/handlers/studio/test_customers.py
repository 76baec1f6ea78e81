"""Operations on the customer as such."""

import pytest
from gym import CUSTOMERS, NOWHERE, PERSON, done, heard, member, person, refused

CREATE = f"{CUSTOMERS}/create"
SEARCH = f"{CUSTOMERS}/search"
BY = f"{CUSTOMERS}/by"


def numbers(answer):
    return [one["id"] for one in done(answer)["result"]]


def test_a_new_customer_is_a_prospect(alice):
    id = person(alice, gender="MALE", phoneNumberMobile="+49 170 1234567", taxId="7")

    read = done(alice.get(f"{CUSTOMERS}/{id}"))

    same = ("firstName", "lastName", "dateOfBirth", "email", "street", "city", "countryCode")
    assert {name: read[name] for name in same} == {name: PERSON[name] for name in same}
    assert (read["id"], read["status"], read["gender"]) == (id, "PROSPECT", "MALE")
    assert (read["phonePrivateMobile"], read["taxId"]) == ("+49 170 1234567", "7")
    assert read["preferredLanguage"] == PERSON["language"]
    assert (read["accessRefusal"], read["accessRestrictions"]) == (False, [])


def test_numbers_grow(alice):
    assert person(alice) < person(alice)


def test_a_new_customer_is_told_to_listeners(cast, alice):
    made = []
    told = heard(cast, lambda: made.append(person(alice)))

    assert told == [("CUSTOMER_CREATED", str(made[0]), None)]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"firstName": ""}, "firstName"),
        ({"firstName": "  "}, "firstName"),
        ({"dateOfBirth": "1990-02-30"}, "dateOfBirth"),
        ({"dateOfBirth": "2026-11-03"}, "dateOfBirth"),
        ({"dateOfBirth": "17.05.1990"}, "dateOfBirth"),
        ({"email": "nobody"}, "email"),
        ({"countryCode": "Germany"}, "countryCode"),
        ({"language": {"languageCode": "german"}}, "language.languageCode"),
        ({"gender": "male"}, "gender"),
        ({"status": "MEMBER"}, "status"),
        ({"street": "Main\nStreet"}, "street"),
    ],
)
def test_what_is_no_customer_is_refused_and_not_kept(change, field, cast, alice):
    answers = []
    told = heard(cast, lambda: answers.append(alice.post(CREATE, json=PERSON | change)))

    assert refused(answers[0]) == (400, "invalid_request", field)
    assert told == []


@pytest.mark.parametrize("name", ["lastName", "dateOfBirth", "email", "zipCode", "language"])
def test_what_must_be_said_is_demanded_by_name(name, alice):
    body = {key: value for key, value in PERSON.items() if key != name}

    assert refused(alice.post(CREATE, json=body)) == (400, "invalid_request", name)


@pytest.mark.parametrize("id", [NOWHERE, 1])
def test_a_customer_who_is_not_there_is_not_found(id, alice):
    assert refused(alice.get(f"{CUSTOMERS}/{id}")) == (404, "customer_not_found", None)


def test_another_studios_customer_is_not_found(alice, charlie):
    id = max(person(alice), person(alice))

    assert refused(charlie.get(f"{CUSTOMERS}/{id}")) == (404, "customer_not_found", None)


@pytest.mark.parametrize("id", ["0", "-1", "x", "1.0", "9223372036854775808"])
def test_what_is_no_number_is_refused(id, alice):
    assert refused(alice.get(f"{CUSTOMERS}/{id}"))[:2] == (400, "invalid_request")


def test_members_are_listed_unless_prospects_are_asked_for(alice):
    prospect, (customer, _) = person(alice), member(alice)

    assert customer in numbers(alice.get(CUSTOMERS, query={"sliceSize": 500}))
    assert prospect not in numbers(alice.get(CUSTOMERS, query={"sliceSize": 500}))
    query = {"sliceSize": 500, "customerStatus": "PROSPECT"}
    assert prospect in numbers(alice.get(CUSTOMERS, query=query))
    assert customer not in numbers(alice.get(CUSTOMERS, query=query))


def test_chunks_follow_each_other_while_others_come(charlie):
    made = [person(charlie) for _ in range(60)]
    query = {"sliceSize": 50, "customerStatus": "PROSPECT"}
    first = done(charlie.get(CUSTOMERS, query=query))
    late = person(charlie)
    second = done(charlie.get(CUSTOMERS, query=query | {"offset": first["offset"]}))

    assert (first["offset"], first["hasNext"]) == (str(made[49]), True)
    found = [one["id"] for one in first["result"] + second["result"]]
    assert (found, second["hasNext"]) == ([*made, late], False)


@pytest.mark.parametrize("size", ["49", "501", "0", "-1", "x", ""])
def test_a_slice_size_out_of_bounds_is_refused(size, alice):
    answer = alice.get(CUSTOMERS, query={"sliceSize": size})

    assert refused(answer) == (400, "invalid_request", "sliceSize")


def test_former_members_are_not_listed_by_status(alice):
    answer = alice.get(CUSTOMERS, query={"customerStatus": "FORMER_MEMBER"})

    assert refused(answer) == (400, "invalid_request", "customerStatus")


@pytest.fixture(scope="module")
def carded(cast):
    """A customer with a card, a PIN and a barcode."""
    staff = cast.caller("alice")
    id = person(staff)
    for medium in (
        {"type": "CARD_NUMBER", "value": "DEADBEEF", "cardNumberFormat": "HEX_MSB"},
        {"type": "PIN", "value": "480216"},
        {"type": "BARCODE", "value": "4006381333931"},
    ):
        done(staff.post(f"{CUSTOMERS}/{id}/access-mediums", json=medium))
    return id


@pytest.mark.parametrize(
    "query",
    [
        {"cardNumber": "3735928559"},
        {"cardNumber": "3735928559", "cardNumberFormat": "DECIMAL"},
        {"cardNumber": "DEADBEEF", "cardNumberFormat": "HEX_MSB"},
        {"cardNumber": "efbeadde", "cardNumberFormat": "HEX_LSB"},
        {"pin": "480216"},
        {"barcode": "4006381333931"},
    ],
)
def test_a_customer_is_found_by_what_they_carry(query, carded, alice):
    assert done(alice.get(BY, query=query))["id"] == carded


def test_a_customer_is_found_by_their_number(carded, alice):
    number = done(alice.get(f"{CUSTOMERS}/{carded}"))["customerNumber"]

    assert done(alice.get(BY, query={"customerNumber": number}))["id"] == carded


def test_a_customer_is_found_by_the_uuid_in_their_code(carded, alice):
    uuid = done(alice.get(f"{CUSTOMERS}/{carded}/access-code"))["qrCodeUuid"]

    assert done(alice.get(BY, query={"qrCodeUuid": uuid.upper()}))["id"] == carded


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, (400, "invalid_request", None)),
        ({"pin": "480216", "barcode": "4006381333931"}, (400, "invalid_request", None)),
        (
            {"pin": "480216", "cardNumberFormat": "DECIMAL"},
            (400, "invalid_request", "cardNumberFormat"),
        ),
        ({"cardNumber": "DEADBEEF"}, (400, "invalid_request", "cardNumber")),
        ({"pin": "000000"}, (404, "customer_not_found", None)),
        ({"qrCodeUuid": "x"}, (400, "invalid_request", "qrCodeUuid")),
    ],
)
def test_exactly_one_thing_identifies_a_customer(query, expected, carded, alice):
    assert refused(alice.get(BY, query=query)) == expected


def test_a_pin_of_another_studio_finds_nobody(carded, charlie):
    assert refused(charlie.get(BY, query={"pin": "480216"})) == (404, "customer_not_found", None)


@pytest.mark.parametrize(
    "wish",
    [
        {"lastName": "Çelik"},
        {"lastName": "çELIK"},
        {"firstName": "ayşe", "dateOfBirth": "1984-02-29"},
        {"email": "AYSE@example.com"},
    ],
)
def test_customers_are_searched_whatever_the_case_of_letters(wish, alice):
    given = {"firstName": "Ayşe", "lastName": "Çelik", "dateOfBirth": "1984-02-29"}
    id = person(alice, **given, email="ayse@example.com")

    assert id in [one["id"] for one in done(alice.post(SEARCH, json=wish))]


def test_everything_that_is_said_must_fit(alice):
    person(alice, firstName="Lone", lastName="Lind")

    assert done(alice.post(SEARCH, json={"firstName": "Lone", "lastName": "Lund"})) == []


def test_who_searches_says_at_least_one_thing(alice):
    assert refused(alice.post(SEARCH, json={}))[:2] == (400, "invalid_request")
