"""A POST or PUT without a body says so."""

import pytest

EMPTY = "/post/boxes/b1/empty"


@pytest.mark.parametrize("headers", [{"content-length": "0"}, {"content-length": "00"}])
def test_a_length_of_nothing_is_enough(alice, headers):
    assert alice.post(EMPTY, headers=headers).status == 200


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({}, "is required"),
        ({"transfer-encoding": "chunked"}, "is required"),
        ({"content-length": "2"}, "must be 0: the operation has no body"),
    ],
)
def test_without_one_it_is_refused(alice, headers, message):
    answer = alice.post(EMPTY, headers=headers)

    assert answer.status == 400
    assert answer.json()["errors"] == [{"location": "header.Content-Length", "message": message}]


def test_so_is_a_body_that_is_not_there(alice):
    answer = alice.put("/post/boxes/b1")

    assert answer.status == 400
    assert [fault["location"] for fault in answer.json()["errors"]] == ["header.Content-Length"]


def test_a_body_in_chunks_needs_none(alice):
    answer = alice.put(
        "/post/boxes/b1",
        chunks=[b'{"street":', b'"Oak"}'],
        headers={"transfer-encoding": "chunked"},
    )

    assert answer.status == 200


@pytest.mark.parametrize("version", ["2", "3"])
def test_http_2_says_it_otherwise(alice, version):
    assert alice.post(EMPTY, http_version=version).status == 200


def test_nothing_is_asked_of_other_methods(alice):
    assert alice.delete("/post/boxes/b1").status == 200
