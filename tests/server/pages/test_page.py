"""One page: content, tag, HEAD, OPTIONS, and 405 for everything else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contract.errors import MethodNotAllowed
from conventions.exchange import Answer, Exchange
from server.pages.page import CORS, Page, fixed, made


def call(method="GET", **headers):
    return Exchange(
        method=method,
        path="/page",
        path_values={},
        query=b"",
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        address="127.0.0.1",
        scheme="http",
        received_at=datetime(2026, 11, 2, tzinfo=UTC),
        began=0.0,
    )


def tag_of(answer):
    return dict(answer.headers)[b"etag"].decode()


def test_a_fixed_page_gives_its_bytes_and_their_type():
    answer = fixed(b"hello", "text/plain")(call())
    assert (answer.status, answer.body, dict(answer.headers)[b"content-type"]) == (
        200,
        b"hello",
        b"text/plain",
    )


def test_the_tag_follows_from_the_bytes():
    one, same, other = (fixed(body, "text/plain")(call()) for body in (b"a", b"a", b"b"))
    assert tag_of(one) == tag_of(same) != tag_of(other)


def test_who_has_the_bytes_gets_none():
    page = fixed(b"hello", "text/plain")
    answer = page(call(if_none_match=tag_of(page(call()))))
    assert (answer.status, answer.body, b"content-type" in dict(answer.headers)) == (
        304,
        b"",
        False,
    )


def test_how_long_it_may_be_kept_is_said():
    headers = dict(fixed(b"a", "text/plain", max_age=7)(call()).headers)
    assert headers[b"cache-control"] == b"public, max-age=7"


def test_head_is_answered_as_get_is():
    page = fixed(b"hello", "text/plain")
    assert page(call("HEAD")) == page(call())


def test_options_tells_the_methods_and_what_other_origins_may():
    plain, shared = (
        fixed(b"a", "text/plain", headers=headers)(call("OPTIONS")) for headers in (None, CORS)
    )
    assert (plain.status, plain.headers) == (204, [(b"allow", b"GET, HEAD, OPTIONS")])
    assert shared.headers == [(b"allow", b"GET, HEAD, OPTIONS"), *CORS]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "get"])
def test_other_methods_are_refused(method):
    with pytest.raises(MethodNotAllowed) as refused:
        fixed(b"a", "text/plain")(call(method))
    assert refused.value.facts["allow"] == "GET, HEAD, OPTIONS"


def test_a_computed_page_is_asked_each_time():
    numbers = iter(range(10))
    page = Page(lambda _exchange: Answer(200, [], b"%d" % next(numbers)))
    assert [page(call()).body, page(call()).body] == [b"0", b"1"]


def test_a_page_that_is_made_is_made_once_and_only_when_it_is_asked_for():
    times = []

    def content():
        times.append(1)
        return b"made"

    page = made(content, "text/plain")
    assert times == []

    first, again = page(call()), page(call())

    assert (first.body, again.body, times) == (b"made", b"made", [1])
    assert tag_of(first) == tag_of(fixed(b"made", "text/plain")(call()))
