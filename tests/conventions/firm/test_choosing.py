"""Callers choose parts and order, and learn what there is to choose from."""

import pytest

ENTRIES = "/firm/v1/entries"


def item(answer):
    (found,) = answer.json()["data"]
    return found


@pytest.mark.parametrize(
    ("select", "parts"),
    [
        (None, {"client"}),
        ("meta", {"client", "meta"}),
        ("owner", {"client", "ownedBy"}),
        ("-client", set()),
        ("-client,meta", {"meta"}),
        ("meta,-meta", {"client"}),
        ("-meta,meta", {"client", "meta"}),
        ("-client,client,client", {"client"}),
    ],
)
def test_parts_are_added_and_left_out_and_the_last_word_counts(alice, select, parts):
    answer = alice.get(ENTRIES, query={"select": select} if select else None)

    assert set(item(answer)) & {"client", "ownedBy", "meta"} == parts


@pytest.mark.parametrize("select", ["ownedBy", "clients", "client,", "", "--client", "CLIENT"])
def test_an_unknown_part_is_refused_with_the_known_ones(alice, select):
    answer = alice.get(f"{ENTRIES}?select={select}")

    (fault,) = answer.json()["error"]["details"]
    assert answer.status == 400
    assert fault["field"].startswith("select")
    assert fault["message"] == "must be one of client, -client, owner, -owner, meta, -meta"


@pytest.mark.parametrize(
    ("sort", "told"),
    [
        (None, ["-date"]),
        ("hours", ["hours"]),
        ("-hours,date", ["-hours", "date"]),
        ("client.name,-date", ["client.name", "-date"]),
    ],
)
def test_the_order_in_force_is_told(alice, sort, told):
    answer = alice.get(ENTRIES, query={"sort": sort} if sort else None)

    assert item(answer)["asked"] == told
    assert answer.json()["pagination"]["sort"] == ",".join(told)


@pytest.mark.parametrize("sort", ["date,-date", "hours,date,hours", "-date,-date"])
def test_no_field_is_named_twice(alice, sort):
    answer = alice.get(f"{ENTRIES}?sort={sort}")

    assert answer.status == 400
    assert [fault["field"] for fault in answer.json()["error"]["details"]] == ["sort"]


def test_an_unknown_field_is_refused_with_the_known_ones(alice):
    answer = alice.get(f"{ENTRIES}?sort=client")

    (fault,) = answer.json()["error"]["details"]
    assert fault["message"].startswith("must be one of date, -date, hours, -hours, client.name")
