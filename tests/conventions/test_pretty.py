"""Whether JSON is indented is known before anything is refused."""

import orjson
import pytest

from conventions import pretty


@pytest.mark.parametrize(
    ("query", "layout"),
    [
        (b"", 0),
        (b"pretty=true", orjson.OPT_INDENT_2),
        (b"a=1&pretty=TRUE&b=2", orjson.OPT_INDENT_2),
        (b"pretty=false", 0),
        (b"pretty=trueish", 0),
        (b"notpretty=true", 0),
        (b"a=pretty=true", 0),
    ],
)
def test_it_is_asked_for_by_its_name(exchange, query, layout):
    call = exchange(query=query)

    pretty.ask(call)

    assert call.layout == layout


def test_where_it_is_not_offered_nothing_looks_at_the_query():
    assert pretty.bind(offered=False) is None
    assert pretty.bind_done(offered=False) is None
