import pytest

from contract.errors import InvalidRequest, OrganizationNameTaken, OrganizationNotFound
from models.clock import rfc3339
from models.identity import uuid7
from models.platform import organization


def create(database, *args, **kwargs):
    return database.write(lambda session: organization.create(session, *args, **kwargs))


def test_an_organization_has_a_handle_made_of_its_name(database, clock):
    made = create(database, "io.example-shop.acme", "Acme", "de")
    assert made == {
        "organizationId": made["organizationId"],
        "name": "io.example-shop.acme",
        "handle": "io_example_shop_acme",
        "displayName": "Acme",
        "language": "de",
        "createdAt": rfc3339(clock.now),
    }
    assert database.read(lambda s: organization.find(s, made["organizationId"])) == made
    assert database.read(lambda s: organization.named(s, "io.example-shop.acme")) == made


@pytest.mark.parametrize("name", ["io.example.acme", "io.example-acme"])
def test_names_and_handles_are_unique(database, alice, name):
    create(database, "io.example-acme.x")
    with pytest.raises(OrganizationNameTaken):
        create(database, "io.example.acme")
    with pytest.raises(OrganizationNameTaken):
        create(database, "io.example.acme.x")  # its handle is that of io.example-acme.x


@pytest.mark.parametrize(
    "name", ["", "acme", "Io.Example", "io..acme", "io.acme ", "io.acme\n", ".io"]
)
def test_a_name_is_a_reverse_domain(database, name):
    with pytest.raises(InvalidRequest) as refused:
        create(database, name)
    assert refused.value.details[0].location == "body.name"


def test_a_new_name_makes_a_new_handle(alice):
    before = alice.read(organization.find)
    after = alice.write(organization.change, name="io.example.new", language="fr")
    changed = {"name": "io.example.new", "handle": "io_example_new", "language": "fr"}
    assert after == before | changed == alice.read(organization.find)
    assert alice.write(organization.change) == after


def test_renaming_to_a_taken_name_is_refused(alice, charlie):
    with pytest.raises(OrganizationNameTaken):
        alice.write(organization.change, name="io.example.other")
    assert alice.read(organization.find)["name"] == "io.example.acme"


def test_what_does_not_exist_is_not_found(database):
    with pytest.raises(OrganizationNotFound):
        database.read(lambda session: organization.find(session, uuid7()))
    with pytest.raises(OrganizationNotFound):
        database.read(lambda session: organization.named(session, "io.nobody"))


def test_all_organizations_can_be_gone_round(database, alice, charlie):
    assert database.read(organization.tenants) == [alice.tenant, charlie.tenant]


def test_every_act_leaves_a_note_and_an_event(alice):
    def work(session, tenant):
        organization.change(session, tenant, display_name="Acme")
        change, event = session.changes[-1], session.events[-1]
        return change.before["displayName"], change.after["displayName"], event.type

    assert alice.write(work) == ("io.example.acme", "Acme", "organization.updated")
