"""Refusals are told by their status in words, and in more words where there are more."""

import pytest


@pytest.mark.parametrize("headers", [{}, {"x-api-key": "charter_live_a_b"}])
def test_who_is_not_known_is_told_nothing_else(post, headers):
    answer = post.nobody.get("/post/v1/boxes", headers=headers)

    assert answer.json() == {"title": "Unauthorized", "status": 401}
    assert answer.headers["content-type"] == "application/json"


def test_a_refusal_says_why(alice):
    assert alice.get("/post/v1/boxes/b9").json() == {
        "title": "Not Found",
        "status": 404,
        "detail": "There is no resource b9.",
    }


def test_every_fault_says_where(alice):
    answer = alice.post("/post/v1/boxes", json={"street": "", "more": 1})

    assert (answer.status, answer.json()["title"]) == (400, "Bad Request")
    assert sorted(fault["location"] for fault in answer.json()["errors"]) == [
        "body.more",
        "body.street",
    ]


def test_a_path_that_does_not_exist_is_refused_in_the_same_shape(alice):
    for path in ("/post/v1/nowhere", "/post/nowhere"):
        assert list(alice.get(path).json()) == ["title", "status", "detail"]


def test_a_method_that_does_not_exist_is_refused_in_the_same_shape(alice):
    for path in ("/post/v1/boxes", "/post/boxes"):
        answer = alice.delete(path)

        assert (answer.status, answer.json()["title"]) == (405, "Method Not Allowed")
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
