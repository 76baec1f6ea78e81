"""`charter org create`: an organization begins with one key that may do everything."""

import argparse

from models.platform import key, organization
from models.session import Session
from server.commands import opened
from server.commands.outcome import as_json

ADMIN = ["*"]


def configure(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    create = commands.add_parser(
        "create",
        help="create an organization and its first key",
        description="Create an organization and its first key, which has all scopes.",
    )
    create.add_argument("name", metavar="NAME", help="reverse domain notation: io.example.acme")
    create.add_argument("--display-name", metavar="TEXT", help="what people call it")
    create.add_argument("--language", metavar="TAG", default="en", help="language of its answers")
    create.add_argument("--json", action="store_true", help="print JSON for programs")
    create.set_defaults(run=run_create)


def run_create(args: argparse.Namespace) -> int:
    with opened.database() as database:
        made, secret = database.write(
            lambda session: _create(session, args.name, args.display_name, args.language)
        )
    if args.json:
        as_json({"organization": made, "key": secret})
        return 0
    print(f"Organization {made['name']} ({made['organizationId']}) exists now.")
    print(f"Its key, with all scopes, is shown this once:\n\n    {secret}\n")
    return 0


def _create(
    session: Session, name: str, display_name: str | None, language: str
) -> tuple[dict[str, object], str]:
    """Both or none, as one unit of work."""
    made = organization.create(session, name, display_name=display_name, language=language)
    _, secret = key.create(session, made["organizationId"], name="admin", scopes=ADMIN)
    return made, secret
