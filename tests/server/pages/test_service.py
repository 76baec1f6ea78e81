"""What the operator is told: alive, able to serve, and how it goes; and who may hear it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contract.errors import NotFound
from conventions.exchange import Exchange
from server.pages import service


def get(address="127.0.0.1"):
    now = datetime(2026, 11, 2, tzinfo=UTC)
    return Exchange("GET", "/", {}, b"", {}, address, "http", now, 0.0)


class Broken:
    """A database that does not answer."""

    def read(self, _work):
        raise ConnectionError("no database")


def test_alive_says_nothing_of_the_database():
    assert service.health()(get()).status == 200


def test_a_database_that_does_not_answer_makes_the_server_unready():
    answer = service.readiness(Broken())(get())
    assert (answer.status, answer.body) == (503, b'{"status":"unavailable"}')


@pytest.mark.parametrize("address", ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"])
def test_metrics_are_shown_on_this_machine(address):
    assert service.metrics(lambda: b"a 1\n", "loopback", None)(get(address)).body == b"a 1\n"


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1", "2001:db8::1", "", "testclient"])
def test_metrics_are_not_there_for_others(address):
    with pytest.raises(NotFound):
        service.metrics(lambda: b"a 1\n", "loopback", None)(get(address))


def test_metrics_that_are_off_are_not_there_for_anybody():
    with pytest.raises(NotFound):
        service.metrics(lambda: b"a 1\n", "off", None)(get())
