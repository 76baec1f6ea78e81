"""Tables, the queries on them, and the rules between rows; no HTTP.

Importing the package registers every table with `models.base.Base`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from models.session import Session

TABLES: Final = (
    "models.audit.table",
    "models.idempotency",
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

CHORES: Final[tuple[str, ...]] = ("models.studio.contract.settle",)
"""What becomes due by itself: modules whose `settle` does some of it for one organization."""

FILES: Final[tuple[str, ...]] = ("models.studio.file",)
"""Whose files are swept: modules with a `FOLDER`, below which nothing but their own files lies, and with
`named`, which gives the keys in all of one organization's rows. What lies in no such folder is never removed."""

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


def folders() -> dict[str, Callable[[Session, str], Collection[str]]]:
    """Every folder whose files are swept, and how to ask which of them are named."""
    modules = map(importlib.import_module, FILES)
    return {module.FOLDER: module.named for module in modules}
