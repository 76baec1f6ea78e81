"""`charter demo`: a newcomer's first request finds an organization with something in it."""

import argparse
import importlib
import os

from server.commands import opened
from server.commands.demo.fill import fill
from server.commands.outcome import as_json
from server.settings import from_environ

NAME = "io.charter.demo"

FURTHER: tuple[str, ...] = (
    "server.commands.demo.studio",
    "server.commands.demo.practice",
    "server.commands.demo.messaging",
)
"""Modules that fill other APIs of the organization than registry."""

_FIRST_STEPS = """\
The organization {org} has {count} resources. Its key, with all scopes, is shown this once:

    {key}

Three requests to try, once the server runs:

    export KEY={key}
    curl -s -H "Authorization: Bearer $KEY" {url}/platform/v1/organization
    curl -s -H "Authorization: Bearer $KEY" -H "X-Request-ID: try-$RANDOM$RANDOM" \\
         '{url}/registry/v1/resources?kind=vehicle&limit=3'
    curl -s -H "Authorization: Bearer $KEY" -H "X-Request-ID: try-$RANDOM$RANDOM" -H "X-Idempotency-Key: 881D:08BA" \\
         -H "Content-Type: application/json" -d '{{"kind": "vehicle", "name": "My first van"}}' \\
         {url}/registry/v1/resources

The documentation, where every operation can be tried: {url}/docs
"""

_AGAIN = """\
The organization {org} is there already. Its key was shown when it was made; for another one:

    .venv/bin/charter key create --org {org} --name mine --scope '*'

The documentation, where every operation can be tried: {url}/docs
"""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Fill an organization with believable sample data, the same every time. One that "
        "has data already is left as it is."
    )
    parser.add_argument("--org", metavar="NAME", default=NAME, help=f"default: {NAME}")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = from_environ(os.environ)
    with opened.database(settings) as database:
        filled = database.write(lambda session: fill(session, args.org))
        for module in FURTHER:
            tenant = filled.organization["organizationId"]
            importlib.import_module(module).fill(database, tenant)
    if args.json:
        as_json({"organization": filled.organization, "key": filled.key, "created": filled.count})
        return 0
    text = _AGAIN if filled.key is None else _FIRST_STEPS
    url = f"http://{settings.host}:{settings.port}"
    print(text.format(org=args.org, count=filled.count, key=filled.key, url=url))
    return 0
