"""`charter key`: keys are made, shown once, and revoked."""

import argparse
import os
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from contract.errors import InvalidRequest
from contract.load import load
from models.clock import parse_rfc3339
from models.platform import key, organization
from server.commands import opened
from server.commands.outcome import CommandFailed, as_json
from server.settings import from_environ


def configure(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    create = commands.add_parser("create", help="create a key, which is shown this once")
    create.add_argument("--org", metavar="NAME", required=True, help="name of the organization")
    create.add_argument("--name", metavar="N", required=True, help="what the key is for")
    create.add_argument(
        "--scope",
        metavar="S",
        required=True,
        action="extend",
        nargs="+",
        help="what the key may do, such as registry:read; * for everything",
    )
    create.add_argument("--expires", metavar="WHEN", type=_expiry, help="RFC 3339 time, or 30d")
    create.add_argument(
        "--user", metavar="ID", type=_user, help="the user for whom its calls are made"
    )
    create.add_argument("--environment", choices=("live", "test"), default="live")
    create.add_argument("--json", action="store_true", help="print JSON for programs")
    create.set_defaults(run=run_create)

    revoke = commands.add_parser("revoke", help="make a key void at once")
    revoke.add_argument("id", metavar="ID", help="the key's id, or the key itself")
    revoke.add_argument("--org", metavar="NAME", required=True, help="name of the organization")
    revoke.set_defaults(run=run_revoke)


def run_create(args: argparse.Namespace) -> int:
    _refuse_unknown(args.scope)
    try:
        made, secret = _made(args)
    except InvalidRequest as exc:
        raise CommandFailed(f"--user: {exc.details[0].message}") from None
    if args.json:
        as_json({**made, "key": secret})
        return 0
    print(f"Key {made['id']} of {args.org} ({', '.join(args.scope)}) is shown this once:\n")
    print(f"    {secret}\n")
    return 0


def _made(args: argparse.Namespace) -> tuple[dict[str, Any], str]:
    with opened.database() as database:
        return database.write(
            lambda session: key.create(
                session,
                organization.named(session, args.org)["organizationId"],
                name=args.name,
                scopes=args.scope,
                expires_at=args.expires,
                environment=args.environment,
                user_id=args.user,
            )
        )


def run_revoke(args: argparse.Namespace) -> int:
    parsed = key.parse(args.id)
    key_id = parsed[0] if parsed else args.id
    with opened.database() as database:
        database.write(
            lambda session: key.revoke(
                session, organization.named(session, args.org)["organizationId"], key_id
            )
        )
    print(f"Key {key_id} is revoked.")
    return 0


def _refuse_unknown(scopes: list[str]) -> None:
    """A mistyped scope would make a key that is refused everywhere, without saying why."""
    contract = load(from_environ(os.environ).document)
    known = {
        scope
        for operation in contract.operations.values()
        for needed in operation.rules.scopes
        for scope in needed.split("|")
    }
    kinds = {
        f"{operation.api}:{access.resource}:{access.mode}"
        for operation in contract.operations.values()
        for access in [operation.rules.access]
        if access is not None
    }
    known |= kinds
    for scope in scopes:
        kind, _, id = scope.rpartition(":")
        if scope not in known and scope != "*" and not (id and kind in kinds):
            listed = ", ".join(["*", *sorted(known)])
            raise CommandFailed(f"no operation asks for the scope {scope}; known: {listed}")


def _user(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no UUID") from None


def _expiry(text: str) -> datetime:
    """A moment, or a number of days from now."""
    try:
        if text.endswith("d") and text[:-1].isdigit():
            return datetime.now(UTC) + timedelta(days=int(text[:-1]))
        when = parse_rfc3339(text)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is no RFC 3339 time and no 30d") from None
    if when <= datetime.now(UTC):
        raise argparse.ArgumentTypeError(f"{text!r} is past")
    return when
