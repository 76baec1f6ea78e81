from itertools import permutations
from random import Random

import pytest

from contract.errors import InvalidRequest
from models.paging import Page
from models.practice import expense, fixed_fee, time_entry

PARTS = frozenset({"client", "matter", "user", "meta", "fixedFee", "invoice"})
ALL = Page(1000)


@pytest.fixture
def year(books):
    """Forty entries with many ties, some billed, on two matters."""
    chance = Random(7)
    matters = [books.matter, books.new_matter(name="Second")]
    fee = books.fee()["fixedFeeId"]
    work = []
    for at in range(40):
        said = {
            "userId": books.user,
            "matterId": matters[at % 2],
            "date": f"2026-11-{chance.randrange(1, 6):02}",
            "hours": chance.choice([0.5, 1, 2]),
            "description": chance.choice("abc") * 300 + str(at),
            "billingType": "nonBillable" if at % 5 else "billable",
        }
        if at % 20 == 0:
            said |= {"billingType": "fixedFee", "fixedFeeId": fee}
        work.append(said)
    books.who.write(lambda *firm: [time_entry.create(*firm, said) for said in work])
    books.bill(endDate="2026-11-03")
    return books


def listed(books, page=ALL, kind=time_entry, **said):
    return books.who.read(kind.page, page, **said)


def ids(found, name="timeEntryId"):
    return [one[name] for one in found.items]


SORTS = [
    sort
    for size in (1, 2, 3)
    for names in permutations(("date", "hours", "description"), size)
    for sort in (names, tuple(f"-{name}" for name in names), (*names[:-1], f"-{names[-1]}"))
]


def test_pages_follow_each_other_without_gap_or_overlap(year):
    for sort in [(), ("created",), ("-created",), *SORTS]:
        pages = [listed(year, Page(7, offset=offset), sort=sort) for offset in range(0, 49, 7)]
        assert [page.total for page in pages] == [40] * 7
        whole = ids(listed(year, sort=sort))
        assert [id for page in pages for id in ids(page)] == whole
        assert len(set(whole)) == 40


def place(name):
    """What an entry is sorted by: of a description, the first 200 characters."""
    return lambda one: one[name][:200] if name == "description" else one[name]


def test_a_list_is_in_its_order_and_ties_are_in_the_order_of_ids(year):
    for sort in SORTS:
        wanted = listed(year).items
        wanted.sort(key=place("timeEntryId"), reverse=sort[-1].startswith("-"))
        for name in reversed(sort):
            wanted.sort(key=place(name.removeprefix("-")), reverse=name.startswith("-"))
        assert listed(year, sort=sort).items == wanted


FILTERS = [
    ({"start_date": "2026-11-03"}, lambda one: one["date"] >= "2026-11-03"),
    ({"end_date": "2026-11-03"}, lambda one: one["date"] <= "2026-11-03"),
    (
        {"start_date": "2026-11-02", "end_date": "2026-11-02"},
        lambda one: one["date"] == "2026-11-02",
    ),
    ({"billing_type": "fixedFee"}, lambda one: one["billingType"] == "fixedFee"),
    ({"billing_type": "nonBillable"}, lambda one: one["billingType"] == "nonBillable"),
    ({"billed": True}, lambda one: one["billed"]),
    ({"billed": False}, lambda one: not one["billed"]),
    (
        {"billed": False, "billing_type": "fixedFee", "end_date": "2026-11-30"},
        lambda one: not one["billed"] and one["billingType"] == "fixedFee",
    ),
]


def test_filters_keep_what_fits_and_count_it(year):
    every = listed(year).items
    for given, fits in FILTERS:
        wanted = [one for one in every if fits(one)]
        assert 0 < len(wanted) < 40
        assert listed(year, **given).items == wanted
        few = listed(year, Page(1), **given)
        assert (few.items, few.total) == (wanted[:1], len(wanted))


def test_ids_filter_whatever_their_letters_are(year):
    every = listed(year, select=PARTS).items
    billed = next(one for one in every if one["billed"])
    of_fee = next(one for one in every if "fixedFeeId" in one)
    for name, value in {
        "matter_id": year.matter,
        "client_id": year.client,
        "user_id": year.user,
        "invoice_id": billed["invoiceId"],
        "fixed_fee_id": of_fee["fixedFeeId"],
    }.items():
        head, *tail = name.split("_")
        said = head + "".join(part.title() for part in tail)
        wanted = [one["timeEntryId"] for one in every if one.get(said) == value]
        assert ids(listed(year, **{name: value})) == wanted
        assert ids(listed(year, **{name: value.upper()})) == wanted
        assert listed(year, **{name: "a\0b"}).items == []


def test_changed_since(year, clock):
    clock.forward(seconds=1)
    moment = clock.now.isoformat()
    first = listed(year, billed=False).items[0]["timeEntryId"]
    assert listed(year, modified_since=moment).total == 0
    year.who.write(time_entry.change, first, {"hours": 3})
    assert ids(listed(year, modified_since=moment)) == [first]
    with pytest.raises(InvalidRequest) as refused:
        listed(year, modified_since="yesterday")
    assert refused.value.details[0].location == "query.modifiedSince"


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"start_date": "2026-11-02", "end_date": "2026-11-01"}, "query.endDate"),
        ({"start_date": "2026-02-30"}, "query.startDate"),
        ({"end_date": "tomorrow"}, "query.endDate"),
    ],
)
def test_a_span_that_is_none_is_refused(books, given, place):
    with pytest.raises(InvalidRequest) as refused:
        listed(books, **given)
    assert [fault.location for fault in refused.value.details] == [place]


def test_another_firm_sees_nothing(year, their_books):
    for given in ({}, {"matter_id": year.matter}, {"user_id": year.user}):
        found = listed(their_books, **given)
        assert (found.items, found.total) == ([], 0)


def test_beyond_the_end_there_is_nothing_but_the_total(year):
    for offset in (40, 41, 2**63):
        found = listed(year, Page(5, offset=offset))
        assert (found.items, found.total) == ([], 40)


def test_a_part_is_there_only_when_it_is_selected(year):
    for parts in (frozenset(), *(frozenset({part}) for part in PARTS), PARTS):
        found = listed(year, select=parts).items
        assert {name for one in found for name in one} & PARTS == parts


def test_every_part_says_the_same_in_the_list_as_alone(year):
    for one in listed(year, select=PARTS).items:
        assert year.who.read(time_entry.find, one["timeEntryId"]) == one


TABLES = {
    "client": "practice_clients",
    "matter": "practice_matters",
    "user": "practice_users",
    "fixedFee": "practice_fixed_fees",
    "invoice": "practice_invoices",
}


def test_what_is_not_selected_is_not_read(year, heard):
    for part, table in TABLES.items():
        without = heard(year.who, time_entry.page, ALL, select=PARTS - {part})
        assert not any(table in one for one in without.statements)
        alone = heard(year.who, time_entry.page, ALL, select=frozenset({part}))
        others = [other for other in TABLES.values() if other != table]
        assert len(alone.statements) == 2
        assert not any(other in one for other in others for one in alone.statements)


def test_times_are_read_only_when_they_are_selected(year, heard):
    without = heard(year.who, time_entry.page, ALL, select=PARTS - {"meta"})
    assert not any("_at" in one for one in without.statements)


def test_all_parts_of_a_page_take_six_statements(year, heard):
    full = heard(year.who, time_entry.page, Page(10), select=PARTS, billed=True)
    assert len(full.result.items) < 10
    assert len(full.statements) <= 5
    full = heard(year.who, time_entry.page, Page(39), select=PARTS)
    assert len(full.result.items) == 39
    assert len(full.statements) == 6


ONE_FILTER = [
    {"start_date": "2026-11-01"},
    {"user_id": "x"},
    {"matter_id": "x", "start_date": "2026-11-01"},
    {"client_id": "x", "end_date": "2026-11-01"},
    {"invoice_id": "x"},
    {"fixed_fee_id": "x"},
    {"billing_type": "billable"},
    {"billed": False},
    {"billed": True},
    {"user_id": "x", "billing_type": "billable", "billed": False},
    {"billing_type": "billable", "billed": False},
    {"modified_since": "2026-11-01T00:00:00Z"},
]


def test_what_is_counted_is_counted_in_an_index(books, heard):
    for given in ONE_FILTER:
        counted = heard(books.who, time_entry.page, Page(1, offset=1000), **given)
        for plan in counted.plans[-1:]:  # PostgreSQL plans by how much there is
            assert "USING COVERING INDEX" in plan[0], given


def test_how_many_there_are_at_all_is_known(books, heard):
    for number in range(3):
        made = books.time(hours=number + 1)["timeEntryId"]
    all_of_them = heard(books.who, time_entry.page, Page(1))
    assert all_of_them.result.total == 3
    assert not any("count(" in statement for statement in all_of_them.statements)
    books.expense()
    books.who.write(time_entry.delete, made)
    assert books.who.read(time_entry.page, Page(1)).total == 2


def test_the_rarest_filter_decides_how_rows_are_found(books, heard):
    given = {"user_id": "x", "matter_id": "x", "modified_since": "2026-11-01T00:00:00Z"}
    for sort in ("-date", "created"):
        asked = heard(books.who, time_entry.page, Page(1), sort=(sort,), **given)
        for plan in asked.plans[:1]:  # PostgreSQL plans by how much there is
            assert "matter_id=?" in "".join(plan)


def test_what_is_skipped_is_skipped_in_an_index(books, heard):
    for sort in ("date", "-date", "hours", "-description", "created"):
        heard_of = heard(books.who, time_entry.page, Page(3, offset=20), sort=(sort,))
        for plan in heard_of.plans[:1]:
            skipping = [step for step in plan if "COVERING INDEX" in step]
            assert len(skipping) == 1, plan
            assert "\n".join(plan).count("B-TREE") <= 1, plan


@pytest.mark.parametrize("kind", [expense, fixed_fee], ids=["expenses", "fixed fees"])
def test_expenses_and_fixed_fees_are_listed_alike(books, kind):
    name = "expenseId" if kind is expense else "fixedFeeId"
    put = books.expense if kind is expense else books.fee
    made = [
        put(amount=amount, date=f"2026-11-{day:02}", description=said, user=books.user)
        for amount, day, said in [(2, 3, "b"), (2, 1, "c"), (1, 2, "a")]
    ]
    order = [one[name] for one in made]

    def found(*sort, page=ALL, **given):
        return [
            order.index(one[name]) for one in listed(books, page, kind, sort=sort, **given).items
        ]

    assert found("date") == [1, 2, 0]
    assert found("-date") == [0, 2, 1]
    assert found("amount") == [2, 0, 1]
    assert found("-amount") == [1, 0, 2]
    assert found("amount", "date") == [2, 1, 0]
    assert found("description") == [2, 0, 1]
    assert found("date", start_date="2026-11-02", end_date="2026-11-02") == [2]
    assert found(user_id=books.user, matter_id=books.matter, client_id=books.client) == [0, 1, 2]
    assert found(billed=True) == []
    (bill,) = books.bill(endDate="2026-11-01")
    assert found(billed=True) == found(invoice_id=bill["invoiceId"]) == [1]
    assert found(billed=False) == [0, 2]
    assert found(modified_since="2027-11-01T00:00:00+02:00") == []
    full = listed(books, ALL, kind, select=PARTS - {"fixedFee"})
    assert full.items == [books.who.read(kind.find, id) for id in order]
    assert full.total == 3
