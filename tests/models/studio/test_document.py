import pytest

from contract.errors.studio_customers import CustomerNotFound, DocumentNotFound
from models.paging import Page
from models.studio import customer, document

PAPER = {"file": "f_1", "name": "id.pdf", "media_type": "application/pdf", "size": 1234}


def enter(who):
    return who.write(customer.create, {"firstName": "Edda", "lastName": "Klein"})["id"]


def test_a_document_is_its_customers(alice, charlie):
    mine, other = enter(alice), enter(alice)
    made = alice.write(document.create, mine, **PAPER, description="Passport")
    assert made == {
        "id": made["id"],
        "fileName": "id.pdf",
        "mediaType": "application/pdf",
        "size": 1234,
        "description": "Passport",
        "createdDateTime": made["createdDateTime"],
        "documentUrl": "f_1",
    }
    assert alice.read(document.find, mine, made["id"]) == made
    assert alice.read(document.page, mine, Page(10)).items == [made]
    with pytest.raises(DocumentNotFound):
        alice.read(document.find, other, made["id"])
    with pytest.raises(CustomerNotFound):
        charlie.read(document.find, mine, made["id"])


def test_a_new_picture_replaces_the_old_one(alice):
    mine = enter(alice)
    alice.write(document.replace_image, mine, file="f_2")
    assert alice.write(document.replace_image, mine, file="f_3") == {"imageUrl": "f_3"}
    assert alice.read(customer.find, mine)["imageUrl"] == "f_3"
