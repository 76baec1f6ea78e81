"""Every list that comes in pages keeps the same promises."""

import pytest
from office import LISTS, PARTS, SORTS, ZERO, data, identity, ids, invalid, opened, refused, told

ALL = sorted(LISTS)


@pytest.fixture(scope="module")
def full(cast):
    """The owner of a firm with five things in every list, and their ids in the order of their making."""
    staff = opened(cast)
    return staff, {path: [identity(make(staff)) for _ in range(5)] for path, make in LISTS.items()}


def property_of(part):
    return {"originator": "originators"}.get(part, part)


@pytest.mark.parametrize("path", ALL)
def test_an_empty_list_is_a_page_of_nothing(path, firm):
    found = told(firm.get(path))

    assert found == {
        "data": [],
        "pagination": found["pagination"] | {"limit": 1000, "offset": 0, "total": 0},
    }
    assert set(found) == {"data", "pagination"}


@pytest.mark.parametrize("path", ALL)
def test_pages_follow_each_other_and_the_total_is_exact(path, full):
    staff, made = full
    total = len(staff.get(path).json()["data"])
    pages = [told(staff.get(path, query={"limit": 2, "offset": at})) for at in range(0, total, 2)]

    found = [identity(one) for page in pages for one in page["data"]]
    assert len(found) == len(set(found)) == total
    assert set(made[path]) <= set(found)
    assert [page["pagination"]["total"] for page in pages] == [total] * len(pages)
    assert [page["pagination"]["offset"] for page in pages] == list(range(0, total, 2))


@pytest.mark.parametrize("path", ALL)
def test_behind_the_end_there_is_nothing_but_the_total(path, full):
    found = told(full[0].get(path, query={"offset": 1000}))

    assert found["data"] == []
    assert found["pagination"]["total"] >= 5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "1001"),
        ("limit", "-1"),
        ("limit", "1.5"),
        ("limit", "x"),
        ("limit", ""),
        ("limit", "null"),
        ("offset", "-1"),
        ("offset", "x"),
        ("offset", ""),
    ],
)
@pytest.mark.parametrize("path", ALL)
def test_what_is_out_of_bounds_is_refused(path, name, value, alice):
    assert refused(alice.get(path, query={name: value})) == invalid(name)


@pytest.mark.parametrize("path", ALL)
def test_the_bounds_themselves_are_allowed(path, alice):
    assert told(alice.get(path, query={"limit": 1}))["pagination"]["limit"] == 1
    assert told(alice.get(path, query={"limit": 1000}))["pagination"]["limit"] == 1000


@pytest.mark.parametrize("path", ALL)
def test_an_unknown_parameter_is_named(path, alice):
    assert refused(alice.get(path, query={"page": 1})) == invalid("page")


@pytest.mark.parametrize("path", ALL)
def test_everything_can_be_selected(path, full):
    found = data(full[0].get(path, query={"select": ",".join(PARTS[path]), "limit": 1}))
    wanted = {property_of(part) for part in PARTS[path]}

    absent = wanted - set(found[0])
    assert absent <= {"practiceArea", "fixedFee", "invoice"}  # of which this one has none


@pytest.mark.parametrize(("path", "part"), [(path, part) for path in ALL for part in PARTS[path]])
def test_a_hyphen_leaves_a_part_out(path, part, full):
    select = ",".join([*PARTS[path], f"-{part}"])
    whole = data(full[0].get(path, query={"select": ",".join(PARTS[path]), "limit": 1}))[0]

    found = data(full[0].get(path, query={"select": select, "limit": 1}))[0]

    assert set(found) == set(whole) - {property_of(part)}


DEFAULT = {
    path: {"client", "matter"} & parts if "contact" not in parts else set()
    for path, parts in PARTS.items()
}


@pytest.mark.parametrize("path", ALL)
def test_without_a_wish_an_item_has_its_usual_parts(path, full):
    found = data(full[0].get(path, query={"limit": 1}))[0]

    assert {property_of(part) for part in PARTS[path]} & set(found) == DEFAULT[path]


@pytest.mark.parametrize("path", ALL)
def test_usual_parts_can_be_left_out(path, full):
    select = ",".join(f"-{part}" for part in sorted(PARTS[path]))

    found = data(full[0].get(path, query={"select": select, "limit": 1}))[0]

    assert {property_of(part) for part in PARTS[path]} & set(found) == set()


@pytest.mark.parametrize("part", ["all", "-all", "", "Meta", "meta, contact", "*", "null", ZERO])
@pytest.mark.parametrize("path", ALL)
def test_an_unknown_part_is_refused_with_those_that_there_are(path, part, alice):
    answer = alice.get(path, query={"select": part})

    assert refused(answer)[:2] == (400, "invalid_request")
    (fault, *_) = answer.json()["error"]["details"]
    assert fault["field"].startswith("select.")
    assert all(name in fault["message"] for name in PARTS[path])


@pytest.mark.parametrize("field", ["all", "-all", "", "id", "null", "--date"])
@pytest.mark.parametrize("path", ALL)
def test_an_unknown_order_is_refused_with_those_that_there_are(path, field, alice):
    answer = alice.get(path, query={"sort": field})

    assert refused(answer) == invalid("sort.0")
    (fault,) = answer.json()["error"]["details"]
    assert all(name in fault["message"] for name in SORTS[path])


@pytest.mark.parametrize("path", ALL)
def test_an_order_names_nothing_twice(path, alice):
    name = min(SORTS[path])

    assert refused(alice.get(path, query={"sort": f"{name},-{name}"})) == invalid("sort")


@pytest.mark.parametrize(
    ("path", "sort"), [(path, sort) for path in ALL for sort in sorted(SORTS[path])]
)
def test_pages_of_equals_never_overlap(path, sort, full):
    staff, _ = full
    whole = ids(staff.get(path, query={"sort": sort}))
    pages = [
        ids(staff.get(path, query={"sort": sort, "limit": 1, "offset": at}))
        for at in range(len(whole))
    ]

    assert [id for page in pages for id in page] == whole
    assert told(staff.get(path, query={"sort": f"-{sort}"}))["pagination"]["sort"] == f"-{sort}"


@pytest.mark.parametrize("path", ALL)
def test_what_is_older_than_a_moment_is_left_out(path, cast, full):
    staff, _ = full
    cast.clock.advance(seconds=1)
    moment = cast.clock.now.isoformat()

    late = identity(LISTS[path](staff))

    assert ids(staff.get(path, query={"modifiedSince": moment})) == [late]


@pytest.mark.parametrize(
    "text",
    ["", "x", "2026-11-02", "2026-11-02T09:00:00", "2026-13-02T09:00:00Z", "null", "0", ZERO],
)
@pytest.mark.parametrize("path", ALL)
def test_what_is_no_moment_is_refused(path, text, alice):
    answer = alice.get(path, query={"modifiedSince": text})

    assert answer.status == 400
    assert set(refused(answer)[2]) == {"modifiedSince"}


@pytest.mark.parametrize("path", ALL)
def test_two_firms_have_lists_of_their_own(path, full, firm):
    assert ids(firm.get(path)) == []
