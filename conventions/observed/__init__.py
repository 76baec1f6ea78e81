"""Know what was asked of the server, by whom, how often, and how long it took."""

from conventions.observed.metrics import share_metrics
from conventions.observed.observer import Observer
from conventions.observed.usage import Usage

__all__ = ["Observer", "Usage", "share_metrics"]
