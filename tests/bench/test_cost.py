"""What a call costs in function calls: the same on every machine, so that a regression is seen."""

import pytest

from bench import servers
from bench.inprocess import application, calling
from bench.profile import Threads, profiled


@pytest.fixture(scope="module")
def python_calls(tmp_path_factory):
    """Calls of Python functions per request, by operation, with every house rule on."""
    threads = Threads()
    home = tmp_path_factory.mktemp("home")
    try:
        with application(servers.CHARTER, home) as (app, key), calling(app, key) as caller:
            return {
                operation: profiled(caller, threads, operation, 50).python_calls
                for operation in ("getResource", "listResources")
            }
    finally:
        threads.end()


def test_reading_one_resource_takes_few_calls(python_calls):
    assert python_calls["getResource"] < 200


def test_listing_a_hundred_takes_few_calls_for_each(python_calls):
    assert python_calls["listResources"] < 200 + 100 * 8
