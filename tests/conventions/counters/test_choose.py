"""Where counts are kept follows from the settings."""

from __future__ import annotations

import pytest

from conventions.counters import open_counters
from conventions.counters.memory import MemoryCounters
from conventions.counters.shared import SharedCounters
from conventions.counters.valkey import ValkeyCounters


@pytest.mark.parametrize(
    ("url", "workers", "kind"),
    [
        (None, 1, MemoryCounters),
        ("", 1, MemoryCounters),
        (None, 2, SharedCounters),
        ("redis://127.0.0.1:6379", 1, ValkeyCounters),
        ("valkey://127.0.0.1:6379/1", 8, ValkeyCounters),
    ],
)
def test_the_settings_choose(url, workers, kind, tmp_path):
    counters = open_counters(url, tmp_path, workers)

    assert isinstance(counters, kind)
    counters.close()


@pytest.mark.parametrize("url", ["http://127.0.0.1", "127.0.0.1:6379", "redis://host:port"])
def test_a_url_that_names_no_counters_is_refused_by_the_name_of_its_variable(url, tmp_path):
    with pytest.raises(ValueError, match="CHARTER_COUNTERS_URL"):
        open_counters(url, tmp_path, 1)
