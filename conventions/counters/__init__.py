"""Count calls and failures exactly, with bounded memory, wherever the workers run."""

from conventions.counters.choose import open_counters
from conventions.counters.count import BLOCKED, Count, Counters, Window

__all__ = ["BLOCKED", "Count", "Counters", "Window", "open_counters"]
