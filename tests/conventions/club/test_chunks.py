"""Lists in the studio's two styles, over the wire."""

import pytest


def ids(answer):
    return [item["id"] for item in answer.json()["result"]]


@pytest.mark.parametrize("path", ["/club/v1/members", "/club/v1/visits"])
def test_a_list_is_read_to_its_end(anna, path):
    found, query, more = [], {"sliceSize": 2}, True
    while more:
        answer = anna.get(path, query=query)
        found += ids(answer)
        more, query["offset"] = answer.json()["hasNext"], answer.json()["offset"]

    assert found == [1, 2, 3, 4, 5]


def test_without_parameters_the_first_chunk_of_the_usual_size_comes(anna):
    answer = anna.get("/club/v1/members").json()

    assert answer == {"result": [{"id": 1}, {"id": 2}], "offset": "2", "hasNext": True}


def test_behind_the_last_item_there_is_nothing(anna):
    answer = anna.get("/club/v1/members?offset=5").json()

    assert answer == {"result": [], "offset": "5", "hasNext": False}


@pytest.mark.parametrize(
    ("query", "reference", "message"),
    [
        ("sliceSize=5", "sliceSize", "sliceSize: must be at most 4"),
        ("sliceSize=0", "sliceSize", "sliceSize: must be at least 1"),
        ("sliceSize=x", "sliceSize", "sliceSize: must be of type integer"),
        ("offset=x", "offset", "offset: does not have the right form; an example: 1042"),
        (
            "offset=9999999999999999999",
            "offset",
            "offset: does not have the right form; an example: 1042",
        ),
        ("offset=", "offset", "offset: does not have the right form; an example: 1042"),
    ],
)
def test_what_is_out_of_bounds_is_refused_and_named(anna, query, reference, message):
    answer = anna.get(f"/club/v1/members?{query}")

    assert answer.status == 400
    body = answer.json()
    assert body.pop("traceId")
    assert body == {
        "errorMessage": message,
        "errorCode": "invalid_request",
        "reference": reference,
    }


@pytest.mark.parametrize("offset", ["-1", "x", "2147483648"])
def test_a_count_is_not_negative(anna, offset):
    assert anna.get(f"/club/v1/visits?offset={offset}").json()["reference"] == "offset"
