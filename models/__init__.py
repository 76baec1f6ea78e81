"""Tables, the queries on them, and the rules between rows; no HTTP.

Importing the package registers every table with `models.base.Base`.
"""

from __future__ import annotations

import functools
import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from types import ModuleType

    from models.delivery.ended import Ended
    from models.session import Session

TABLES: Final = (
    "models.audit.table",
    "models.delivery.table",
    "models.idempotency",
    "models.messaging.table",
    "models.outbox",
    "models.platform.activation.table",
    "models.platform.mail",
    "models.platform.usage",
    "models.platform.organization",
    "models.platform.key.table",
    "models.practice.table",
    "models.registry.resource.table",
    "models.studio.number",
    "models.studio.table",
)

CHORES: Final[tuple[str, ...]] = ("models.studio.contract.settle", "models.messaging.chores")
"""What becomes due by itself: modules whose `settle` does some of it for one organization.

The second part of the name is the API in whose name it happens.
"""

FILES: Final[tuple[str, ...]] = ("models.studio.file",)
"""Whose files are swept: modules with a `FOLDER`, below which nothing but their own files lies, and with
`named`, which gives the keys in all of one organization's rows. What lies in no such folder is never removed."""

SENT: Final[tuple[str, ...]] = ("models.outbox", "models.messaging.sent")
"""What is sent: modules with `BODIES`, by the kind of a delivery what gives the body of its subject and its type."""

FED: Final[tuple[str, ...]] = ("models.messaging.message.relay",)
"""Who hears of each event in its transaction: modules whose `put_all` gets it as it is told."""

SETTLED: Final[tuple[str, ...]] = ("models.messaging.published",)
"""Who hears, in the same transaction, of deliveries that are settled for good: modules with `settled`."""

ASKED: Final[tuple[str, ...]] = ("models.messaging.domain",)
"""Whose files are looked for on hosts: modules with `next_at`, `take` and `checked`."""

PEOPLE: Final[tuple[str, ...]] = ("models.practice.user",)
"""Who may act in an API: modules whose `known` says whether an organization has a user of an id."""


def register() -> None:
    """Import every module that declares a table, so that the metadata is whole."""
    for module in TABLES:
        importlib.import_module(module)


def chores() -> list[Callable[[Session, str], int]]:
    """Every act that is to be called from time to time, each time until it gives 0."""
    return [importlib.import_module(module).settle for module in CHORES]


def people(api: str | None = None) -> list[Callable[[Session, str, str], bool]]:
    """What says whether an organization has a user of an id: in this API, or in each that has users."""
    return [
        importlib.import_module(module).known
        for module in PEOPLE
        if api is None or module.split(".")[1] == api
    ]


def bodies() -> dict[str, Callable[[Session, str, str], tuple[bytes, str] | None]]:
    """By the kind of a delivery, what gives a subject's body and its media type."""
    found: dict[str, Callable[[Session, str, str], tuple[bytes, str] | None]] = {}
    for module in SENT:
        found |= importlib.import_module(module).BODIES
    return found


@functools.cache
def fed() -> tuple[Callable[[Session, str, str, str, bytes], None], ...]:
    """Every act that is to be called with each event."""
    return tuple(importlib.import_module(module).put_all for module in FED)


def settled() -> list[Callable[[Session, Sequence[Ended]], None]]:
    """Every act that is to be called with what was settled for good."""
    return [importlib.import_module(module).settled for module in SETTLED]


def asked() -> list[ModuleType]:
    """Every module that wants files to be looked for."""
    return [importlib.import_module(module) for module in ASKED]


def folders() -> dict[str, Callable[[Session, str], Collection[str]]]:
    """Every folder whose files are swept, and how to ask which of them are named."""
    modules = map(importlib.import_module, FILES)
    return {module.FOLDER: module.named for module in modules}
