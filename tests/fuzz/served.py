"""The server of a run, at the time of the document's examples: none of them is ever in the past."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from models.clock import utc_now
from server import logs
from server.app import build
from server.settings import from_environ

PREPARING = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SERVING = datetime(2026, 11, 2, 9, 2, tzinfo=UTC)
"""Later, so that nothing that was prepared is of the future; soon, so that its links have not expired."""


def from_moment(first: datetime) -> Callable[[], datetime]:
    """A clock that says `first` now, and goes on as time does."""
    began = utc_now()
    return lambda: first + (utc_now() - began)


def main() -> None:
    """Serve as `charter serve` does, with the settings of the environment, until told to stop."""
    settings = from_environ(os.environ)
    style = logs.dictconfig(level=settings.log_level, style=settings.log_format)
    granian = Granian(
        "tests.fuzz.served",
        address="127.0.0.1",
        port=settings.port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=style,
    )
    granian.serve(target_loader=_application, wrap_loader=False)  # type: ignore[attr-defined]


def _application() -> Any:
    settings = from_environ(os.environ)
    logs.configure(settings.log_level, settings.log_format)
    return build(settings, clock=from_moment(SERVING)).app


if __name__ == "__main__":
    main()
