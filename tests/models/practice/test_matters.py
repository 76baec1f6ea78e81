"""The list of matters."""

import pytest

from models.paging import Page
from models.practice import matter, practice_area

ALL = frozenset(
    {
        "client",
        "ledesConfiguration",
        "responsible",
        "originator",
        "practiceArea",
        "meta",
        "customFields",
    }
)
SHOWN = (ALL - {"originator"}) | {"originators"}


@pytest.fixture
def three(alice, firm):
    """Ada has brought the first, is responsible for the second and has nothing of the third."""
    ada, bo = firm.user()["userId"], firm.user(firstName="Bo")["userId"]
    area = alice.write(practice_area.create, {"label": "Tax"})["practiceAreaId"]
    north, south = firm.client(reference="N")["clientId"], firm.client(name="A")["clientId"]
    first = firm.matter(
        name="Größe 1", clientId=north, responsibleId=bo, originatorId=ada, practiceAreaId=area
    )
    second = firm.matter(name="b", reference="R_2", clientId=south, responsibleId=ada)
    third = firm.matter(
        name="b", clientId=south, responsibleId=bo, originatorId=bo, archived=True, notes="n"
    )
    return {
        "ada": ada,
        "bo": bo,
        "area": area,
        "north": north,
        "south": south,
        "made": [first, second, third],
    }


def found(who, three, **by):
    """Which of the three are listed, by their numbers."""
    ids = [one["matterId"] for one in three["made"]]
    sort = by.pop("sort", ())
    listed = who.read(matter.page, Page(10), sort=sort, **by)
    assert listed.total == len(listed.items)
    return [ids.index(one["matterId"]) for one in listed.items]


def test_every_filter_narrows_the_list_and_all_do_together(alice, three):
    assert found(alice, three) == [0, 1, 2]
    assert found(alice, three, client_id=three["north"].upper()) == [0]
    assert found(alice, three, responsible_id=three["ada"]) == [1]
    assert found(alice, three, originator_id=three["ada"]) == [0]
    assert found(alice, three, user_id=three["ada"]) == [0, 1]
    assert found(alice, three, user_id=three["bo"]) == [0, 2]
    assert found(alice, three, practice_area_id=three["area"]) == [0]
    assert found(alice, three, archived=True) == [2]
    assert found(alice, three, archived=False) == [0, 1]
    assert found(alice, three, client_reference="N") == [0]
    assert found(alice, three, reference="R_2") == [1]
    assert found(alice, three, query="GRÖSSE") == [0]
    assert found(alice, three, query="r_") == [1]
    assert found(alice, three, query="%") == []
    since = three["made"][1]["meta"]["modifiedAt"]
    assert found(alice, three, modified_since=since) == [1, 2]
    assert found(alice, three, modified_since=since, archived=False, query="b") == [1]
    assert found(alice, three, client_id=three["ada"]) == []
    for strange in ("\0", "\ud800"):
        assert found(alice, three, client_id=strange) == []
        assert found(alice, three, client_reference=strange) == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (("name",), [0, 1, 2]),
        (("-name",), [2, 1, 0]),
        (("reference",), [0, 2, 1]),
        (("client.name",), [1, 2, 0]),
        (("-client.name", "-reference"), [0, 1, 2]),
        (("client.reference", "-name"), [2, 1, 0]),
    ],
)
def test_every_sort_has_its_order_and_ties_are_broken_by_id(alice, three, sort, order):
    assert found(alice, three, sort=sort) == order
    ids = [one["matterId"] for one in three["made"]]
    pages = [alice.read(matter.page, Page(1, offset=at), sort=sort) for at in range(3)]
    assert [ids.index(one["matterId"]) for page in pages for one in page.items] == order
    assert {page.total for page in pages} == {3}


def test_another_firm_sees_none_of_them(charlie, three):
    ids = {"user_id": three["bo"], "originator_id": three["bo"], "client_id": three["south"]}
    for by in ({}, {"query": "b"}, *({name: id} for name, id in ids.items())):
        listed = charlie.read(matter.page, Page(10), **by)
        assert (listed.items, listed.total) == ([], 0)


def test_parts_that_are_not_selected_are_neither_shown_nor_read(alice, three, heard):
    base = set(three["made"][1]) - SHOWN
    for part in ALL:
        name = "originators" if part == "originator" else part
        listed = alice.read(matter.page, Page(10), sort=(), select=frozenset({part})).items
        assert set(listed[0]) == {name, "practiceAreaId"} | base - {"reference"}
    short = heard(alice, matter.page, Page(10), sort=(), select=frozenset())
    first, second, third = map(set, short.result.items)
    assert (first, second) == (base - {"reference"} | {"practiceAreaId"}, base)
    assert third == base - {"reference"}
    chosen, originators = short.statements
    assert "practice_matter_originators" in originators
    chosen = chosen.partition("WHERE")[0]
    for column in ("client_name", "ledes", "notes", "conflict", "created_at", "label"):
        assert column not in chosen


@pytest.mark.parametrize(
    ("parts", "count"),
    [
        ({"client", "ledesConfiguration", "meta"}, 2),
        ({"responsible"}, 3),
        ({"originator"}, 3),
        ({"responsible", "originator"}, 3),
        ({"practiceArea"}, 3),
        ({"customFields"}, 3),
        (ALL, 5),
    ],
)
def test_each_part_costs_the_statements_that_it_needs(alice, three, heard, parts, count):
    listed = heard(alice, matter.page, Page(10), select=frozenset(parts))
    assert len(listed.statements) == count


def test_a_list_with_all_parts_shows_what_a_matter_shows(alice, three, firm):
    firm.field("matter", "text")
    listed = alice.read(matter.page, Page(10), select=ALL, sort=()).items
    assert listed == [
        {name: part for name, part in one.items() if name != "notes"} for one in three["made"]
    ]


@pytest.mark.parametrize(
    "by",
    [
        {"sort": ("name",)},
        {"sort": ("-reference",)},
        {"sort": ("client.name",)},
        {"sort": ("-client.reference",)},
        {"query": "b"},
        {"client_id": "south"},
        {"responsible_id": "bo"},
        {"originator_id": "bo"},
        {"user_id": "bo"},
        {"practice_area_id": "area"},
        {"archived": False},
        {"modified_since": "2026-01-01T00:00:00Z"},
    ],
)
def test_order_and_total_come_from_an_index(alice, three, heard, by):
    given = {name: three.get(value, value) for name, value in by.items()}
    listed = heard(alice, matter.page, Page(1), select=frozenset(), **given)
    assert listed.result.total >= 1
    for plan in listed.plans:
        assert not [step for step in plan if step.startswith("SCAN practice")]
    if listed.plans and "sort" in by:
        for plan in listed.plans[:2]:
            assert any("COVERING INDEX" in step for step in plan)
        sorted_again = [step for step in listed.plans[0] if "TEMP B-TREE" in step]
        assert len(sorted_again) <= 1, "only the rows of the page are sorted"
