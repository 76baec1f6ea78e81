"""HEAD asks for nothing but the key, wherever it is sent."""

import pytest

PATHS = ["/club/v1/members", "/club/v1/motto", "/club/v1/members/999", "/club/v1/nowhere/at/all"]


@pytest.mark.parametrize("path", PATHS)
def test_a_valid_key_is_answered_200(anna, path):
    answer = anna.call("HEAD", path)

    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-language"] == "en"


@pytest.mark.parametrize("path", PATHS)
def test_without_a_valid_key_it_is_401(club, anna, path):
    for key in (None, "charter_live_x", anna.key[:-1]):
        answer = club.nobody.call("HEAD", path, headers={"x-api-key": key})

        assert (answer.status, answer.body) == (401, b"")
        assert "www-authenticate" in answer.headers


def test_it_costs_nothing_of_the_budget(strict):
    caller = strict.member("io.example.head")

    assert {caller.call("HEAD", "/club/v1/members").status for _ in range(10)} == {200}
    assert [caller.get("/club/v1/members").status for _ in range(4)] == [200, 200, 200, 429]


def test_outside_the_api_it_stays_as_it_is(anna):
    assert anna.call("HEAD", "/nowhere").status == 404
    assert anna.call("HEAD", "/club/v10").status == 404


def test_the_document_of_the_api_can_be_asked_for_by_anybody(club):
    assert club.nobody.call("HEAD", "/club/v1/openAPI.yaml").status == 200


def test_it_is_among_the_methods_of_every_path(anna):
    refused = anna.put("/club/v1/members")

    assert refused.status == 405
    assert refused.headers["allow"] == "GET, HEAD, OPTIONS, POST"
