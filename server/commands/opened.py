"""A command sees the database that the settings name, and gives it back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from models import revision
from models.database import Database, open_database
from models.vault import Vault
from server.commands.outcome import CommandFailed
from server.settings import Settings, from_environ


@contextmanager
def database(settings: Settings | None = None) -> Iterator[Database]:
    """The database, its schema being there; closed afterwards."""
    settings = settings or from_environ(os.environ)
    if not revision.is_current(settings.database_url):
        raise CommandFailed("the database has no schema of this version; run: charter db upgrade")
    opened = open_database(
        settings.database_url, vault=Vault(settings.secret), pool=settings.database_pool
    )
    try:
        yield opened
    finally:
        opened.close()
