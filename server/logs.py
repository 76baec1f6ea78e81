"""One JSON object a line on standard error, from our code and from every library's logger."""

import logging
import logging.config
import sys
from typing import Any

import orjson
import structlog
from structlog.typing import Processor

from server import redaction


def configure(level: str, style: str) -> None:
    """Set up structlog and the standard library's logging; called once in every process.

    `style` is `json` for programs or `console` for people.
    """
    logging.config.dictConfig(dictconfig(level=level, style=style))
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def dictconfig(*, level: str, style: str) -> dict[str, Any]:
    """The same for a server that configures logging by itself, as granian does in each worker."""
    quiet = {"level": "WARNING", "handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _shared(),
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *_rendered(style),
                ],
            }
        },
        "handlers": {"lines": {"()": ToStandardError, "formatter": "lines"}},
        "root": {"level": level.upper(), "handlers": ["lines"]},
        "loggers": {
            "_granian": {"handlers": [], "propagate": True},
            "granian.access": {"handlers": [], "propagate": True},
            "alembic": quiet,
            "connexion": quiet,
            "sqlalchemy": quiet,
        },
    }


class ToStandardError(logging.Handler):
    """Writes to whatever `sys.stderr` is by then: it may be replaced after the set-up."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except Exception:  # noqa: BLE001 - a log that cannot be written must not stop the work
            self.handleError(record)


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]


def _rendered(style: str) -> list[Processor]:
    """Redaction comes last, so that nothing which is written has not passed it."""
    renderer: Processor = structlog.processors.JSONRenderer(serializer=_json)
    if style == "console":
        renderer = structlog.dev.ConsoleRenderer(colors=False)
    return [redaction.processor, renderer]


def _json(event: Any, **_: Any) -> str:
    return orjson.dumps(event, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
