import pytest

from contract.errors.studio_customers import CustomerNotFound, DocumentNotFound
from models.paging import Page
from models.studio import customer, document, file

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


def test_a_files_name_is_found_by_its_key_which_names_the_organization(alice):
    key = f"{alice.tenant}/studio/a"
    alice.write(document.create, enter(alice), **PAPER | {"file": key})
    read = alice.database.read
    assert read(lambda session: document.name_of(session, key)) == "id.pdf"
    for other in ("f_1", f"{alice.tenant}/studio/b", "else/studio/a"):
        assert read(lambda session, key=other: document.name_of(session, key)) is None


def test_files_are_named_for_one_organization(alice, charlie):
    alice.write(document.create, enter(alice), **PAPER)
    edda = enter(charlie)
    charlie.write(document.replace_image, edda, file="f_2")
    charlie.write(document.replace_image, edda, file="f_3")
    assert (alice.read(file.named), charlie.read(file.named)) == ({"f_1"}, {"f_3"})
