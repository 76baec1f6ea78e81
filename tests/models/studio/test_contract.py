import pytest

from contract.errors.studio_customers import (
    ContractAlreadyCancelled,
    ContractCancellationDateInvalid,
    ContractCancellationReasonNotFound,
    ContractCancellationTooLate,
    ContractEnded,
    ContractNotCancelled,
    ContractNotFound,
    CustomerNotFound,
)
from models.paging import Page
from models.studio import account, contract, customer


def outlook(who, mine):
    (found,) = who.read(contract.self_service, mine)
    return (
        found["cancellable"],
        found.get("nextPossibleEndDate"),
        found.get("lastPossibleCancellationDate"),
    )


def test_a_member_sees_until_when_to_cancel(alice, sign, at):
    mine, _ = sign(alice, "2027-01-01")
    assert outlook(alice, mine) == (True, "2027-12-31", "2027-09-30")
    at("2027-09-30")
    assert outlook(alice, mine) == (True, "2027-12-31", "2027-09-30")
    at("2027-10-01")
    assert outlook(alice, mine) == (True, "2028-01-31", "2027-10-31")


def test_a_cancellation_in_time_ends_the_contract_with_its_term(alice, sign, at):
    mine, id = sign(alice, "2027-01-01")
    reason = alice.write(contract.create_reason, name="Moving")
    assert alice.read(contract.reasons) == [reason]
    at("2027-09-30")

    def work(session, tenant):
        after = contract.cancel(session, tenant, mine, id, reason_id=reason["id"])
        return after, [event.type for event in session.events]

    after, told = alice.write(work)
    assert told == ["CONTRACT_CANCELLED"]
    assert (after["cancelled"], after["endDate"], after["cancellationDate"]) == (
        True,
        "2027-12-31",
        "2027-12-31",
    )
    assert after["cancellationReason"] == "Moving"
    assert outlook(alice, mine) == (False, None, None)
    with pytest.raises(ContractAlreadyCancelled):
        alice.write(contract.cancel, mine, id)
    at("2027-12-31")
    assert len(alice.read(contract.of_customer, mine, status="ACTIVE")) == 1
    at("2028-01-01")
    assert len(alice.read(contract.of_customer, mine, status="INACTIVE")) == 1
    with pytest.raises(ContractEnded):
        alice.write(contract.withdraw_cancellation, mine, id)


def test_a_day_late_is_a_term_longer(alice, sign, at):
    mine, id = sign(alice, "2027-01-01")
    at("2027-10-01")
    with pytest.raises(ContractCancellationTooLate) as refused:
        alice.write(contract.cancel, mine, id, cancellation_date="2027-12-31")
    assert refused.value.facts == {"last_possible_date": "2027-09-30"}
    assert alice.write(contract.cancel, mine, id)["endDate"] == "2028-01-31"


def test_a_contract_ends_with_a_term_of_ones_choice(alice, sign):
    mine, id = sign(alice, "2027-01-01")
    with pytest.raises(ContractCancellationDateInvalid) as refused:
        alice.write(contract.cancel, mine, id, cancellation_date="2027-12-30")
    assert refused.value.facts == {"next_possible_date": "2027-12-31"}
    after = alice.write(contract.cancel, mine, id, cancellation_date="2028-02-29")
    assert after["endDate"] == "2028-02-29"


def test_a_withdrawn_cancellation_never_was(alice, sign):
    mine, id = sign(alice)
    before = alice.read(contract.find, id)
    with pytest.raises(ContractNotCancelled):
        alice.write(contract.withdraw_cancellation, mine, id)
    alice.write(contract.cancel, mine, id)
    assert alice.write(contract.withdraw_cancellation, mine, id) == before


def test_a_contract_without_extension_ends_by_itself(alice, sign, at):
    mine, id = sign(alice, "2027-01-01", extension=None)
    at("2027-10-01")
    assert outlook(alice, mine) == (False, None, None)
    with pytest.raises(ContractCancellationTooLate):
        alice.write(contract.cancel, mine, id)
    at("2028-01-01")
    with pytest.raises(ContractEnded):
        alice.write(contract.cancel, mine, id)


def test_a_contract_is_its_customers(alice, charlie, sign):
    mine, id = sign(alice)
    other, _ = sign(alice)
    for who, customer_id, contract_id in (
        (alice, other, id),
        (charlie, mine, id),
        (alice, mine, 2**70),
    ):
        with pytest.raises(ContractNotFound):
            who.write(contract.cancel, customer_id, contract_id)
    with pytest.raises(ContractCancellationReasonNotFound):
        alice.write(contract.cancel, mine, id, reason_id=999)


def due(who, mine):
    return [one["dueDate"] for one in who.read(account.upcoming, mine, Page(50)).items]


def test_the_next_term_is_charged_when_it_is_certain(alice, sign, at):
    mine, _ = sign(alice, "2027-01-01")
    at("2027-09-30")
    assert alice.write(contract.settle) == 0
    assert due(alice, mine)[-1] == "2027-12-01"
    at("2027-10-01")
    assert alice.write(contract.settle) == 1
    assert alice.write(contract.settle) == 0
    assert due(alice, mine)[-2:] == ["2027-12-01", "2028-01-01"]


def test_terms_before_a_late_end_are_charged_and_none_behind_it(alice, sign, at):
    mine, id = sign(alice, "2027-01-01")
    alice.write(contract.cancel, mine, id, cancellation_date="2028-02-29")
    at("2027-12-31")
    while alice.write(contract.settle):
        pass
    assert due(alice, mine) == ["2028-01-01", "2028-02-01"]


def test_whose_last_contract_is_over_is_a_former_member(alice, sign, at):
    mine, id = sign(alice, "2027-01-01")
    alice.write(contract.cancel, mine, id)
    at("2027-12-31")
    assert alice.write(contract.settle) == 0
    assert alice.read(customer.find, mine)["status"] == "MEMBER"
    at("2028-01-01")
    assert alice.write(contract.settle) == 1
    assert alice.write(contract.settle) == 0
    assert alice.read(customer.find, mine)["status"] == "FORMER_MEMBER"


def test_contracts_are_found_by_whatever_names_their_customer(alice, sign):
    mine, id = sign(alice)
    by = customer.Identifiers(customer_number=alice.read(customer.find, mine)["customerNumber"])
    found = alice.read(contract.by, by, status="ACTIVE")
    assert [one["id"] for one in found] == [id]
    assert alice.read(contract.by, by, status="INACTIVE") == []


def test_a_contract_shows_its_signed_document_and_a_new_one_replaces_it(alice, sign, at):
    mine, id = sign(alice, "2027-01-01")

    def work(session, tenant, file):
        after = contract.replace_document(session, tenant, mine, id, file=file)
        return after, [event.type for event in session.events]

    first, told = alice.write(work, "f_1")
    assert (first["signedDocumentUrl"], told) == ("f_1", ["CONTRACT_UPDATED"])
    alice.write(contract.cancel, mine, id)
    at("2028-01-01")
    alice.write(work, "f_2")
    assert alice.read(contract.find, id)["signedDocumentUrl"] == "f_2"


def test_a_document_belongs_to_the_contract_of_this_customer(alice, charlie, sign):
    _, id = sign(alice, "2027-01-01")
    other, _ = sign(alice, "2027-01-01")
    with pytest.raises(ContractNotFound):
        alice.write(contract.replace_document, other, id, file="f_1")
    with pytest.raises(CustomerNotFound):
        alice.write(contract.replace_document, 999, id, file="f_1")
    with pytest.raises(CustomerNotFound):
        charlie.write(contract.replace_document, other, id, file="f_1")
    assert "signedDocumentUrl" not in alice.read(contract.find, id)
