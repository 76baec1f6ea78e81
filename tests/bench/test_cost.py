"""What a call costs in function calls: the same on every machine, so that a regression is seen."""

import cProfile
from types import CodeType

import pytest

from bench import servers
from bench.inprocess import application, calling

CALLS = 50


def counted(caller, operation):
    """Calls of Python functions for one request, on the event loop's thread: chores are elsewhere."""
    caller.ask(operation, CALLS)
    with cProfile.Profile() as profile:
        caller.ask(operation, CALLS)
    ours = (entry for entry in profile.getstats() if isinstance(entry.code, CodeType))
    return sum(entry.callcount for entry in ours) / CALLS


@pytest.fixture(scope="module")
def python_calls(tmp_path_factory):
    """By operation, with every house rule on."""
    home = tmp_path_factory.mktemp("home")
    with application(servers.CHARTER, home) as (app, key), calling(app, key) as caller:
        return {name: counted(caller, name) for name in ("getResource", "listResources")}


def test_reading_one_resource_takes_few_calls(python_calls):
    assert python_calls["getResource"] < 200


def test_listing_a_hundred_takes_few_calls_for_each(python_calls):
    assert python_calls["listResources"] < 200 + 100 * 8
