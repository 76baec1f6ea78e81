"""An observer of two operations whose clock is set by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contract.facts import Contract
from contract.rules import RootRules
from conventions.exchange import Answer, Exchange
from conventions.observed import Observer
from models.session import Caller

OPERATIONS = dict.fromkeys(("getThing", "listThings"))


class Observed:
    """Calls that take as long as the test says."""

    def __init__(self, **options):
        self.now = 0.0
        contract = Contract(document={}, apis={}, operations=OPERATIONS, rules=RootRules())
        self.observer = Observer(contract, timer=lambda: self.now, **options)

    def call(
        self, *, operation="getThing", tenant="t1", key="k1", status=200, error=None, took=0.001
    ):
        exchange = Exchange(
            method="GET",
            path="/",
            path_values={},
            query=b"",
            headers={},
            address="",
            scheme="http",
            received_at=datetime(2026, 11, 2, tzinfo=UTC),
            began=self.now,
            caller=Caller(tenant, key, "r1", operation or "") if tenant else None,
        )
        self.now += took
        self.observer.record(exchange, operation, Answer(status, [], b"", error))

    def metrics(self):
        """The lines of the metrics by name and labels."""
        text = self.observer.render().decode()
        lines = (line.rpartition(" ") for line in text.splitlines() if line[0] != "#")
        return {name: float(value) for name, _, value in lines}


@pytest.fixture
def observe(monkeypatch):
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)
    return Observed
