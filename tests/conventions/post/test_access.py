"""A key reaches everything of a kind, or single ones by their ids."""

import pytest


def detail(answer):
    return answer.status, answer.json()["detail"]


@pytest.mark.parametrize(
    "scopes", [["*"], ["post:boxes:read"], ["post:boxes:write"], ["post:boxes:read:b1"]]
)
def test_who_may_read_it_reads_it(post, scopes):
    assert post.member(*scopes).get("/post/boxes/b1").status == 200


@pytest.mark.parametrize(
    "scopes",
    [
        [],
        ["post:boxes:read:b2"],
        ["post:letters:read"],
        ["plain:boxes:read"],
        ["post:boxes"],
        ["post:boxes:read:"],
        ["post:boxes:read:*"],
    ],
)
def test_nobody_else_does(post, scopes):
    answer = post.member(*scopes).get("/post/boxes/b1")

    assert detail(answer) == (403, "The key lacks the scope post:boxes:read:b1.")


def test_to_write_is_to_read_and_not_the_other_way_round(post):
    writer, reader = post.member("post:boxes:write:b1"), post.member("post:boxes:read:b1")

    assert writer.get("/post/boxes/b1").status == 200
    assert writer.put("/post/boxes/b1", json={"street": "Oak"}).status == 200
    assert detail(reader.delete("/post/boxes/b1")) == (
        403,
        "The key lacks the scope post:boxes:write:b1.",
    )


def test_only_who_may_write_everything_may_add_something(post):
    body = {"street": "Oak"}

    assert post.member("post:boxes:write").post("/post/boxes", json=body).status == 200
    answer = post.member("post:boxes:write:b1", "post:boxes:read").post("/post/boxes", json=body)
    assert detail(answer) == (403, "The key lacks the scope post:boxes:write.")


def test_a_list_shows_what_the_key_reaches(post):
    caller = post.member("post:boxes:read:b4", "post:boxes:write:b2", "post:letters:read:b1")
    answer = caller.get("/post/boxes?per_page=5")

    assert [box["id"] for box in answer.json()["boxes"]] == ["b2", "b4"]
    assert answer.headers["link"].endswith('/boxes?page=1&per_page=5>; rel="last"')


@pytest.mark.parametrize("scope", ["post:letters:read", "post:boxes:read:", "post:boxes"])
def test_a_list_of_nothing_that_the_key_reaches_is_refused(post, scope):
    answer = post.member(scope).get("/post/boxes")

    assert detail(answer) == (403, "The key lacks the scope post:boxes:read.")


@pytest.mark.parametrize(
    ("scope", "shown"),
    [
        ("*", [True, True]),
        ("post:letters:write", [True, True]),
        ("post:letters:write:l2", [False, True]),
        ("post:letters:read", [False, False]),
    ],
)
def test_a_hidden_property_is_shown_by_the_same_scopes(post, scope, shown):
    letters = (
        post.member(scope, "post:letters:read").get("/post/boxes/b1/letters").json()["letters"]
    )

    assert ["text" in letter for letter in letters] == shown
