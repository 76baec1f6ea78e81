"""Loading and listing against a real server, while others create and delete."""

import pytest

from bench import servers
from bench.churn import Churn
from bench.load import load
from bench.verify import faults, listed


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with servers.started(servers.CHARTER, tmp_path_factory.mktemp("server")) as server:
        yield server


def test_a_listing_tells_each_loaded_resource_once_while_others_come_and_go(server):
    loaded = load(server.url, server.key, count=300, prefix="stable")

    with Churn(server.url, server.key) as churn:
        wrong = [
            fault
            for _ in range(5)
            for fault in faults(listed(server.url, server.key, limit=7), count=300, prefix="stable")
        ]

    assert len(loaded.made) == 300
    assert wrong == []
    assert churn.changes > 0


def test_a_churn_leaves_nothing_behind(server):
    with Churn(server.url, server.key):
        pass

    assert not [
        item for item in listed(server.url, server.key) if item["name"].startswith("churn-")
    ]
