"""`charter db`: the schema of the database is that of this version."""

import argparse
import os

from models import migrate, revision
from server.settings import from_environ


def configure(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    upgrade = commands.add_parser("upgrade", help="create the schema, or bring it to this version")
    upgrade.set_defaults(run=run_upgrade)


def run_upgrade(_: argparse.Namespace) -> int:
    settings = from_environ(os.environ)
    if revision.is_current(settings.database_url):
        print("The database is up to date.")
        return 0
    migrate.upgrade(settings.database_url)
    print("The database now has the schema of this version.")
    return 0
