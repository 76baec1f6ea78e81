"""Lists come in numbered pages, and each names the others."""

import re

import pytest

BOXES = "/post/v1/boxes"


def links(answer):
    found = re.findall(r'<([^>]*)>; rel="(\w+)"', answer.headers["link"])
    return {name: at for at, name in found}


def ids(answer):
    return [box["id"] for box in answer.json()["boxes"]]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["b1", "b2"]),
        ("?page=3", ["b5"]),
        ("?page=2&per_page=3", ["b4", "b5"]),
        ("?page=9", []),
        ("?page=1000000", []),
    ],
)
def test_a_page_has_its_items(alice, query, shown):
    assert ids(alice.get(BOXES + query)) == shown


@pytest.mark.parametrize(
    ("page", "others"),
    [
        (1, {"first": 1, "next": 2, "last": 3}),
        (2, {"first": 1, "prev": 1, "next": 3, "last": 3}),
        (3, {"first": 1, "prev": 2, "last": 3}),
        (9, {"first": 1, "prev": 3, "last": 3}),
    ],
)
def test_a_page_names_the_others(alice, page, others):
    answer = alice.get(f"{BOXES}?page={page}")

    assert links(answer) == {
        name: f"{BOXES}?page={number}&per_page=2" for name, number in others.items()
    }


def test_the_links_keep_the_rest_of_the_query(alice):
    answer = alice.get("/post/boxes?pretty=true&page=2&street=Am%20Markt%3E&per_page=5")

    assert links(answer)["first"] == (f"{BOXES}?pretty=true&street=Am+Markt%3E&page=1&per_page=5")


def test_following_them_leads_through_the_whole_list(alice):
    answer = alice.get(BOXES)
    seen = ids(answer)
    while "next" in links(answer):
        answer = alice.get(links(answer)["next"])
        seen += ids(answer)

    assert seen == ["b1", "b2", "b3", "b4", "b5"]


@pytest.mark.parametrize(
    "query", ["page=0", "page=1000001", "page=x", "per_page=0", "per_page=6", "limit=2"]
)
def test_what_is_no_page_is_refused(alice, query):
    answer = alice.get(f"{BOXES}?{query}")

    assert answer.status == 400
    assert "link" not in answer.headers


def test_only_a_page_has_such_links(alice):
    assert "link" not in alice.get(f"{BOXES}/b1").headers
