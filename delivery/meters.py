"""What an operator wants to know of deliveries, in Prometheus' text format."""

import os
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
_LAGS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600)


class Meters:
    """The numbers of one worker. Where several share them, whoever renders all has these, too."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        self.results = Counter("charter_deliveries", "By result.", ["result"], registry=own)
        self.probes = Counter("charter_delivery_probes", "By result.", ["result"], registry=own)
        self.in_flight = Gauge(
            "charter_deliveries_in_flight",
            "Calls that are out.",
            registry=own,
            multiprocess_mode="livesum",
        )
        self.oldest = Gauge(
            "charter_deliveries_oldest_due_seconds",
            "How long the oldest delivery that could be sent has been waiting to be.",
            registry=own,
            multiprocess_mode="livemax",
        )
        self.lag = Histogram(
            "charter_delivery_lag_seconds",
            "From when a delivery was due to when it was sent.",
            buckets=_LAGS,
            registry=own,
        )

    def render(self) -> bytes:
        """The text, or nothing where the numbers are shared."""
        return b"" if _SHARED in os.environ else generate_latest(self._registry)
