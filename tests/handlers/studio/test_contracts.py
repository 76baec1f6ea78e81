"""Operations on contracts, of the customer and in self-service."""

import pytest
from gym import (
    CUSTOMERS,
    MEMBERSHIPS,
    MONTH,
    NOWHERE,
    PDF,
    PROGRAM,
    done,
    euro,
    file_part,
    heard,
    lying,
    member,
    path_of,
    person,
    picture,
    refused,
    send,
)

REASONS = f"{MEMBERSHIPS}/self-service/contract-cancelation-reasons"


@pytest.fixture
def signed(alice):
    """A member with a contract for a month from 2 November, that goes on by the month."""
    return member(alice)


def cancelation(customer):
    return f"{MEMBERSHIPS}/{customer}/self-service/ordinary-contract-cancelation"


def cancel(caller, customer, contract, **more):
    return caller.post(cancelation(customer), json={"contractId": contract["id"]} | more)


def withdraw(caller, customer, contract):
    path = f"{cancelation(customer)}/withdrawal"
    return caller.post(path, json={"contractId": contract["id"]})


def contracts(caller, customer, **query):
    return done(caller.get(f"{CUSTOMERS}/{customer}/contracts", query=query))


def paper(caller, customer, contract, content=PDF):
    path = f"{CUSTOMERS}/{customer}/contracts/{contract['id']}/document"
    return send(caller, "PUT", path, file_part("document", content))


def test_a_contract_says_what_was_agreed(signed):
    _, contract = signed

    assert (contract["createdDate"], contract["startDate"], contract["endDate"]) == (
        "2026-11-02",
        "2026-11-02",
        "2026-12-01",
    )
    assert contract["cancellationPeriod"] == {"periodValue": 1, "periodUnit": "MONTH"}
    assert contract["priceDetails"]["currentPrice"] == euro(59.9)
    assert (contract["cancelled"], "signedDocumentUrl" in contract) == (False, False)


def test_who_has_signed_nothing_has_no_contract(alice):
    assert contracts(alice, person(alice)) == []


def test_contracts_are_listed_by_state(signed, alice):
    customer, contract = signed

    assert contracts(alice, customer, status="ACTIVE") == [contract]
    assert contracts(alice, customer, status="INACTIVE") == []


def test_a_contract_is_inactive_after_its_last_day(fresh):
    staff = fresh.caller("alice")
    customer, _ = member(staff, extension={"value": 1, "unit": "MONTH"})
    once, _ = member(staff, extension=MONTH, term=MONTH)
    done(cancel(staff, once, contracts(staff, once)[0], cancellationDate="2027-01-01"))
    fresh.clock.advance(days=61)

    assert [one["contractStatus"] for one in contracts(staff, customer)] == ["ACTIVE"]
    assert [one["contractStatus"] for one in contracts(staff, once)] == ["INACTIVE"]


def test_contracts_are_found_by_what_identifies_their_customer(signed, alice):
    customer, contract = signed
    number = done(alice.get(f"{CUSTOMERS}/{customer}"))["customerNumber"]
    path = f"{CUSTOMERS}/contracts/by"

    assert done(alice.get(path, query={"customerNumber": number})) == [contract]
    query = {"customerNumber": number, "status": "INACTIVE"}
    assert done(alice.get(path, query=query)) == []
    assert refused(alice.get(path)) == (400, "invalid_request", None)
    assert refused(alice.get(path, query={"pin": "0"})) == (404, "customer_not_found", None)


def test_a_contracts_document_comes_back_by_its_link(signed, alice, nobody):
    made = done(paper(alice, *signed))

    assert nobody.get(path_of(made["signedDocumentUrl"])).body == PDF
    (read,) = contracts(alice, signed[0])
    assert nobody.get(path_of(read["signedDocumentUrl"])).body == PDF


def test_a_new_document_takes_the_place_of_the_old_one(cast, signed, alice):
    done(paper(alice, *signed))
    kept = len(lying(cast, "kept"))
    done(paper(alice, *signed, PDF + b"2"))

    assert len(lying(cast, "kept")) == kept


@pytest.mark.parametrize("content", [PROGRAM, picture(), b""], ids=["program", "picture", "empty"])
def test_only_a_pdf_is_a_contracts_document(content, cast, signed, alice):
    kept = len(lying(cast, "kept"))

    assert refused(paper(alice, *signed, content)) == (415, "unsupported_file_type", None)
    assert (lying(cast, "incoming"), len(lying(cast, "kept"))) == ([], kept)


def test_another_customers_contract_gets_no_document(cast, signed, alice):
    kept = len(lying(cast, "kept"))

    answer = paper(alice, person(alice), signed[1])

    assert refused(answer) == (404, "contract_not_found", None)
    assert len(lying(cast, "kept")) == kept


def test_self_service_says_until_when_a_contract_can_be_cancelled(signed, alice):
    (data,) = done(alice.get(f"{MEMBERSHIPS}/{signed[0]}/self-service/contract-data"))

    # A month's notice before the end of the first term, 1 December, had to be given by 1 November.
    assert (
        data["cancellable"],
        data["nextPossibleEndDate"],
        data["lastPossibleCancellationDate"],
    ) == (True, "2027-01-01", "2026-12-01")


def test_a_cancelled_contract_ends_with_the_first_term_that_is_possible(signed, alice):
    made = done(cancel(alice, *signed))

    assert (made["cancelled"], made["cancellationDate"], made["endDate"]) == (
        True,
        "2027-01-01",
        "2027-01-01",
    )


def test_a_contract_is_cancelled_to_a_later_end(signed, alice):
    assert done(cancel(alice, *signed, cancellationDate="2027-03-01"))["endDate"] == "2027-03-01"


def test_a_cancellation_names_a_reason_of_the_studio(signed, alice):
    reason = done(alice.post(REASONS, json={"name": "Moving away"}))

    assert reason in done(alice.get(REASONS))
    made = done(cancel(alice, *signed, contractCancelationReasonId=reason["id"]))
    assert made["cancellationReason"] == "Moving away"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"contractCancelationReasonId": NOWHERE},
            (404, "contract_cancellation_reason_not_found", None),
        ),
        (
            {"cancellationDate": "2026-12-01"},
            (409, "contract_cancellation_too_late", "cancellationDate"),
        ),
        (
            {"cancellationDate": "2027-01-15"},
            (400, "contract_cancellation_date_invalid", "cancellationDate"),
        ),
        ({"cancellationDate": "2027-02-29"}, (400, "invalid_request", "cancellationDate")),
        ({"contractId": NOWHERE}, (404, "contract_not_found", None)),
    ],
)
def test_a_cancellation_that_is_not_possible_is_refused(change, expected, cast, signed, alice):
    answers = []
    told = heard(cast, lambda: answers.append(cancel(alice, *signed, **change)))

    assert refused(answers[0]) == expected
    assert (told, contracts(alice, signed[0])) == ([], [signed[1]])


def test_a_refusal_names_the_day_that_would_be_possible(signed, alice):
    answer = cancel(alice, *signed, cancellationDate="2027-01-15")

    assert "2027-01-01" in answer.json()["errorMessage"]


def test_a_contract_is_cancelled_once(signed, alice):
    done(cancel(alice, *signed))

    assert refused(cancel(alice, *signed)) == (409, "contract_already_cancelled", None)


def test_a_withdrawn_cancellation_leaves_the_contract_as_it_was(signed, alice):
    done(cancel(alice, *signed))

    assert done(withdraw(alice, *signed)) == signed[1]
    assert refused(withdraw(alice, *signed)) == (409, "contract_not_cancelled", None)


def test_what_is_over_is_neither_cancelled_nor_withdrawn(fresh):
    staff = fresh.caller("alice")
    customer, contract = member(staff)
    done(cancel(staff, customer, contract))
    fresh.clock.advance(days=61)

    assert refused(withdraw(staff, customer, contract)) == (409, "contract_ended", None)


def test_another_customer_cancels_nothing(signed, alice):
    for act in (cancel, withdraw):
        assert refused(act(alice, person(alice), signed[1])) == (404, "contract_not_found", None)


def test_another_studio_sees_and_cancels_nothing(signed, charlie):
    customer, contract = signed
    for answer in (
        charlie.get(f"{CUSTOMERS}/{customer}/contracts"),
        charlie.get(f"{MEMBERSHIPS}/{customer}/self-service/contract-data"),
    ):
        assert refused(answer) == (404, "customer_not_found", None)
    assert refused(cancel(charlie, customer, contract))[0] == 404


def test_what_becomes_of_a_contract_is_told_to_listeners(cast, signed, alice):
    told = [
        event
        for act in (cancel, withdraw, paper)
        for event in heard(cast, lambda act=act: act(alice, *signed))
    ]

    id = str(signed[1]["id"])
    assert [(type, entity) for type, entity, _ in told] == [
        ("CONTRACT_CANCELLED", id),
        ("CONTRACT_UPDATED", id),
        ("CONTRACT_UPDATED", id),
    ]


@pytest.mark.parametrize("name", ["", " ", "two\nlines", "x" * 201])
def test_a_reason_has_a_name_on_one_line(name, alice):
    assert refused(alice.post(REASONS, json={"name": name})) == (400, "invalid_request", "name")
