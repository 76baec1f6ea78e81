"""A trace goes on, or begins."""

import re

import pytest

from contract.rules import Trace
from conventions import trace

TRACE = "0af7651916cd43dd8448eb211c80319c"
SPAN = "b7ad6b7169203331"


@pytest.mark.parametrize(
    "offered",
    [
        f"00-{TRACE}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-00",
        f"01-{TRACE}-{SPAN}-01",
        f"cc-{TRACE}-{SPAN}-01-what-the-future-holds",
    ],
)
def test_a_well_formed_traceparent_is_continued(offered):
    assert trace.choose(offered) == TRACE


@pytest.mark.parametrize(
    "offered",
    [
        None,
        "",
        "00",
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01-more",
        f"00-{TRACE}-{SPAN}-0",
        f"cc-{TRACE}-{SPAN}-01.more",
        f"00-{TRACE}-{SPAN}-01, 00-{TRACE}-{SPAN}-01",
        f" 00-{TRACE}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01\n",
    ],
)
def test_anything_else_begins_a_trace(offered):
    chosen = trace.choose(offered)

    assert re.fullmatch(r"[0-9a-f]{32}", chosen)
    assert chosen != TRACE


def test_the_answer_names_the_trace_and_a_span_of_its_own(exchange):
    call = exchange(headers={"traceparent": f"00-{TRACE}-{SPAN}-01"})

    trace.follow(call)

    assert call.trace_id == TRACE
    assert call.span_id != SPAN
    assert call.answer_headers == [
        (b"traceresponse", f"00-{TRACE}-{call.span_id}-01".encode()),
    ]


def test_by_the_rule_the_answer_names_the_trace_alone_too(exchange):
    call = exchange()

    trace.bind(Trace(header="x-shop-trace"))(call)

    assert (b"x-shop-trace", call.trace_id.encode()) in call.answer_headers
    assert len(call.answer_headers) == 2


def test_two_calls_without_a_trace_have_different_ones(exchange):
    first, second = exchange(), exchange()

    trace.follow(first)
    trace.follow(second)

    assert first.trace_id != second.trace_id
