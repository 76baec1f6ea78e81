from datetime import datetime

import pytest

from contract.errors import InvalidRequest
from contract.errors.practice_firm import ClientHasMatters, ClientNotFound
from models.paging import Page
from models.practice import client, matter

CONTACT = {"companyName": "North Bakery Ltd", "city": "Springfield", "emailCC": "b@x.example"}
ALL = frozenset({"contact", "meta", "customFields"})


def names(who, **by):
    return [one["name"] for one in who.read(client.page, Page(100), **by).items]


def test_a_client_is_shown_with_all_that_is_known(alice, firm):
    made = firm.client(reference="NB", contact=CONTACT, notes="Call first.")
    assert made == {
        "clientId": made["clientId"],
        "name": "North Bakery",
        "reference": "NB",
        "contact": CONTACT,
        "notes": "Call first.",
        "meta": made["meta"],
        "customFields": [],
    }
    assert made["meta"]["createdAt"] == made["meta"]["modifiedAt"]
    assert alice.read(client.find, made["clientId"].upper()) == made


def test_what_is_not_known_is_absent(firm):
    made = firm.client(reference=None, contact=None)
    assert made.keys() == {"clientId", "name", "contact", "meta", "customFields"}
    assert made["contact"] == {}


def test_only_what_is_sent_changes_inside_the_contact_too(alice, firm):
    made = firm.client(reference="NB", contact=CONTACT, notes="Call first.")
    contact = {"city": "Shelbyville", "emailCC": "", "phone": "1", "fax": None}
    after = alice.write(client.change, made["clientId"], {"contact": contact, "name": "NB & Sons"})
    assert after == made | {
        "name": "NB & Sons",
        "contact": {"companyName": "North Bakery Ltd", "city": "Shelbyville", "phone": "1"},
        "meta": after["meta"],
    }
    assert after["meta"]["createdAt"] == made["meta"]["createdAt"]
    assert after["meta"]["modifiedAt"] > made["meta"]["modifiedAt"]
    less = alice.write(client.change, made["clientId"], {"reference": "", "notes": ""})
    assert "reference" not in less
    assert "notes" not in less
    assert alice.read(client.find, made["clientId"]) == less


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"name": "  "}, "body.name"),
        ({"name": "a\0"}, "body.name"),
        ({"contact": {"city": "Ulm"}}, "body.contact"),
        ({"contact": {"firstName": "Rosa"}}, "body.contact"),
        ({"contact": {"companyName": " "}}, "body.contact"),
        ({"contact": {"companyName": "\ud800"}}, "body.contact.companyName"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(alice, firm, given, at):
    made = firm.client()
    id = made["clientId"]
    for act in (lambda: firm.client(**given), lambda: alice.write(client.change, id, given)):
        with pytest.raises(InvalidRequest) as refused:
            act()
        assert [fault.location for fault in refused.value.details] == [at]
    assert alice.read(client.page, Page(10), select=ALL).items == [made]


@pytest.mark.parametrize(
    "contact", [{"companyName": "A"}, {"firstName": "R", "lastName": "L"}, CONTACT]
)
def test_a_contact_names_a_company_or_a_person(firm, contact):
    assert firm.client(contact=contact)["contact"] == contact


def test_nobody_else_can_tell_that_a_client_exists(alice, charlie, firm):
    made = firm.client()
    for who, id in ((charlie, made["clientId"]), (alice, "x"), (alice, "\0")):
        for act, more in (
            (client.find, ()),
            (client.change, ({"name": "x"},)),
            (client.delete, ()),
        ):
            with pytest.raises(ClientNotFound):
                who.write(act, id, *more)
        with pytest.raises(InvalidRequest) as refused:
            who.write(client.require, id)
        assert refused.value.details[0].location == "body.clientId"
    assert charlie.read(client.page, Page(10)).items == []
    assert alice.read(client.find, made["clientId"]) == made


def test_a_list_has_the_parts_that_are_selected_and_reads_no_others(alice, firm, heard):
    made = [firm.client(name=name, contact=CONTACT, notes="n") for name in "ab"]
    short = heard(alice, client.page, Page(10))
    assert short.result.items == [
        {"clientId": one["clientId"], "name": one["name"]} for one in made
    ]
    assert len(short.statements) == 1
    for word in ("contact", "notes", "created_at", "custom"):
        assert word not in short.statements[0].partition("WHERE")[0]
    long = heard(alice, client.page, Page(10), select=ALL)
    assert long.result.items == [
        {name: part for name, part in one.items() if name != "notes"} for one in made
    ]
    assert len(long.statements) == 2
    for part in ALL:
        found = alice.read(client.page, Page(10), select=frozenset({part})).items[0]
        assert found.keys() == {"clientId", "name", part}
    assert len(heard(alice, client.page, Page(1)).statements) == 2
    assert len(heard(alice, client.find, made[0]["clientId"]).statements) == 2


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (("name",), [3, 1, 2, 4, 0]),
        (("-name",), [0, 4, 2, 1, 3]),
        (("reference",), [2, 3, 4, 0, 1]),
        (("-reference",), [1, 0, 4, 3, 2]),
        (("-name", "reference"), [0, 2, 4, 1, 3]),
        (("name", "-reference"), [3, 1, 4, 2, 0]),
        ((), [0, 1, 2, 3, 4]),
    ],
)
def test_pages_never_overlap_whatever_is_equal(alice, firm, theirs, sort, order):
    ids = []
    for name, reference in (("b", "2"), ("a", "2"), ("a", None), ("B", "1"), ("a", "1")):
        ids.append(firm.client(name=name, reference=reference)["clientId"])
        theirs.client(name=name)
    pages = [alice.read(client.page, Page(2, offset=at), sort=sort) for at in (0, 2, 4)]
    assert [one["clientId"] for page in pages for one in page.items] == [ids[at] for at in order]
    assert {page.total for page in pages} == {5}


def test_a_search_is_in_name_and_reference_in_whatever_case(alice, firm, theirs):
    firm.client(name="Größe 50%", reference="X_1")
    firm.client(name="Other")
    theirs.client(name="Größe")
    assert names(alice, query="GRÖSSE") == ["Größe 50%"]
    assert names(alice, query="x_") == ["Größe 50%"]
    assert names(alice, query="0%") == ["Größe 50%"]
    assert names(alice, query="e") == ["Größe 50%", "Other"]
    for nothing in ("%x", "_", "\0", "\ud800", "/"):
        assert names(alice, query=nothing) == (["Größe 50%"] if nothing == "_" else [])
    assert names(alice, reference="X_1") == ["Größe 50%"]
    assert names(alice, reference="x_1") == []
    assert names(alice, reference="\0") == []


def test_who_changed_at_a_moment_or_later_is_found(alice, firm):
    first, second = firm.client(name="a"), firm.client(name="b")
    moment = second["meta"]["modifiedAt"]
    assert names(alice, modified_since=moment) == ["b"]
    assert names(alice, modified_since=datetime.fromisoformat(moment)) == ["b"]
    assert names(alice, modified_since="2026-11-21T23:00:00-06:00") == ["a", "b"]
    after = alice.write(client.change, first["clientId"], {"notes": "n"})
    assert names(alice, modified_since=after["meta"]["modifiedAt"]) == ["a"]
    with pytest.raises(InvalidRequest) as refused:
        names(alice, modified_since="2026-11-21T25:00:00Z")
    assert refused.value.details[0].location == "query.modifiedSince"


@pytest.mark.parametrize(
    "by",
    [
        {},
        {"sort": ("-name",)},
        {"sort": ("reference",)},
        {"query": "a"},
        {"reference": "1"},
        {"modified_since": "2026-01-01T00:00:00Z"},
    ],
)
def test_order_and_total_come_from_an_index(alice, firm, heard, by):
    for at in range(3):
        firm.client(name=f"{at}a", reference="1")
    found = heard(alice, client.page, Page(1), **by)
    assert found.result.total == 3
    for plan in found.plans:
        assert not [step for step in plan if step.startswith("SCAN practice")]
    if found.plans and by.keys() <= {"sort"}:
        chosen, count = found.plans
        assert any("COVERING INDEX" in step for step in chosen)
        assert any("COVERING INDEX" in step for step in count)


def test_a_client_goes_with_what_is_noted_of_it_but_not_before_its_matters(alice, firm):
    field = firm.field("client", "text")
    made = firm.client(customFields=[{"id": field["id"], "value": "x"}])
    lease = firm.matter(clientId=made["clientId"])
    with pytest.raises(ClientHasMatters):
        alice.write(client.delete, made["clientId"])
    assert alice.read(client.find, made["clientId"]) == made
    alice.write(matter.delete, lease["matterId"])

    def work(session, tenant):
        client.delete(session, tenant, made["clientId"])
        return [(one.kind, one.before, one.after) for one in session.changes]

    assert alice.write(work) == [("client", made, None)]
    with pytest.raises(ClientNotFound):
        alice.read(client.find, made["clientId"])
    assert alice.read(client.page, Page(10)).total == 0


def test_an_offset_behind_the_end_finds_nothing_and_counts_all(alice, firm):
    firm.client()
    for offset in (1, 5, 2**70):
        found = alice.read(client.page, Page(10, offset=offset))
        assert (found.items, found.total) == ([], 1)
