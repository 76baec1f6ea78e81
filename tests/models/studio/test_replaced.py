"""A picture or paper that replaces another leaves one file, however many replace it at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from handlers.studio import contracts, documents, memberships
from models.studio import customer, file, membership
from storage import Filing, LocalStore, Upload

AT_ONCE = 2
ROUNDS = 12


@pytest.fixture
def store(tmp_path):
    return LocalStore(tmp_path / "files")


@pytest.fixture
def replace(store, tmp_path):
    """Replaces what an operation replaces, as a call does: in two threads at the same time."""
    source = tmp_path / "source"
    source.write_bytes(b"%PDF-")
    upload = Upload(source, "application/pdf", 5, "")

    def replace(who, handler, *ids):
        together = threading.Barrier(AT_ONCE)

        def one(_):
            filing = Filing(store)

            def act(session, tenant):
                filing.renew()
                return handler(session, tenant, *ids, upload=upload, files=filing)

            together.wait(10)
            who.write(act)
            filing.settle()

        with ThreadPoolExecutor(AT_ONCE) as threads:
            for _ in range(ROUNDS):
                list(threads.map(one, range(AT_ONCE)))

    return replace


@pytest.fixture
def lying(tmp_path):
    kept = tmp_path / "files" / "kept"
    return lambda: {path.relative_to(kept).as_posix() for path in kept.rglob("*") if path.is_file()}


def test_a_customer_has_one_picture(alice, replace, lying):
    edda = alice.write(customer.create, {"firstName": "Edda", "lastName": "Klein"})["id"]

    replace(alice, documents.replace_customer_image, edda)

    assert lying() == {alice.read(customer.find, edda)["imageUrl"]} == alice.read(file.named)


def test_an_offer_has_one_picture(alice, offer, replace, lying):
    id = offer(alice)["membership_offer_id"]

    replace(alice, memberships.replace_membership_offer_image, id)

    assert lying() == {alice.read(membership.find, id)["imageUrl"]} == alice.read(file.named)


def test_a_contract_has_one_signed_document(alice, sign, replace, lying):
    mine, id = sign(alice)

    replace(alice, contracts.replace_contract_document, mine, id)

    assert len(lying()) == 1
    assert lying() == alice.read(file.named)
