"""JSON is indented for callers who ask for it."""

import pytest

PLAIN = b'{"hours":"9 to 5","_links":{"self":{"href":"/post/v1/hours"}}}'
INDENTED = b"""{
  "hours": "9 to 5",
  "_links": {
    "self": {
      "href": "/post/v1/hours"
    }
  }
}"""


@pytest.mark.parametrize(
    ("query", "body"),
    [("", PLAIN), ("?pretty=false", PLAIN), ("?pretty=true", INDENTED), ("?pretty=True", INDENTED)],
)
def test_an_answer_is_written_as_it_was_asked_for(post, query, body):
    assert post.nobody.get(f"/post/hours{query}").body == body


@pytest.mark.parametrize("path", ["/post/boxes", "/post/nowhere", "/post/boxes?page=0"])
def test_a_refusal_is_indented_too(post, path):
    answer = post.nobody.get(f"{path}{'&' if '?' in path else '?'}pretty=true")

    assert answer.body.startswith(b'{\n  "title": "')


def test_a_word_that_is_neither_is_refused(post):
    answer = post.nobody.get("/post/hours?pretty=very")

    assert answer.status == 400
    assert [fault["location"] for fault in answer.json()["errors"]] == ["query.pretty"]


def test_another_api_does_not_know_it(alice):
    assert alice.get("/plain/v1/motto?pretty=true").status == 400
