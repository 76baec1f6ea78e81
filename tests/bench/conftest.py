import pytest

from bench import servers
from bench.client import Client


@pytest.fixture(scope="module", params=[servers.CHARTER, *servers.PEERS])
def peer(request, tmp_path_factory):
    with servers.started(request.param, tmp_path_factory.mktemp("peer")) as server:
        yield server


@pytest.fixture
def alice(peer):
    client = Client(peer.url, peer.key, patience=5)
    yield client
    client.close()
