"""Tables, the queries on them, and the rules between rows; no HTTP.

Importing the package registers every table with `models.base.Base`.
"""

import importlib
from typing import Final

TABLES: Final = (
    "models.audit.table",
    "models.idempotency",
    "models.outbox",
    "models.platform.activation.table",
    "models.platform.mail",
    "models.platform.usage",
    "models.platform.organization",
    "models.platform.key.table",
    "models.registry.resource.table",
)


def register() -> None:
    """Import every module that declares a table, so that the metadata is whole."""
    for module in TABLES:
        importlib.import_module(module)
