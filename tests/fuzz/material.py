"""What a run needs to be there before the first call: people with keys, and partners to be confirmed."""

from __future__ import annotations

import json
from pathlib import Path

from models import migrate
from models.database import Database, open_database
from models.platform import activation, key, mail, organization
from models.session import Session
from models.vault import Vault
from server.settings import from_environ
from tests.fuzz import things
from tests.fuzz.served import PREPARING, from_moment

PARTNERS = 400
"""Activations that wait for their confirmation, which each can have once."""

SPARE_KEYS = 50
"""Keys to revoke and rotate in place of the one that a person calls with."""


PEOPLE, HOOKS = "people.json", "material.json"
"""Files in the home that schemathesis and its hooks read."""


def prepare(home: Path) -> None:
    """Migrate the home's database, put an organization for each of the cast into it, and write down what is there."""
    settings = from_environ(
        {
            "CHARTER_HOME": str(home),
            "CHARTER_RATE_LIMIT_SCALE": "1000000",
            "CHARTER_DELIVER": "false",
        }
    )
    migrate.upgrade(settings.database_url)
    vault, clock = Vault(settings.secret), from_moment(PREPARING)
    database = open_database(settings.database_url, vault=vault, clock=clock)
    try:
        alice = database.write(lambda session: _person(session, "io.example.alice"))
        charlie = database.write(lambda session: _person(session, "io.example.charlie"))
        partners = _partners(database)
    finally:
        database.close()
    people = [
        {"name": name, "fixedHeaders": [{"name": "Authorization", "value": f"Bearer {text}"}]}
        for name, (text, _) in (("alice", alice), ("charlie", charlie))
    ]
    about = {
        "credentials": [f"Bearer {text}" for text, _ in (alice, charlie)],
        "own_keys": [key.parse(text)[0] for text, _ in (alice, charlie)],
        "spare_keys": alice[1],
        "partners": partners,
        "idle_periods": things.IDLE_PERIODS,
    } | things.made(settings, alice[0])
    (home / PEOPLE).write_text(json.dumps({"auth": people}), "utf-8")
    (home / HOOKS).write_text(json.dumps(about), "utf-8")


def _person(session: Session, name: str) -> tuple[str, list[str]]:
    """The key that a person calls with, and the ids of others that nobody calls with."""
    tenant = organization.create(session, name)["organizationId"]
    _, text = key.create(session, tenant, name="caller", scopes=["*"])
    spare = [
        key.create(session, tenant, name="spare", scopes=["registry:read"])[0]["id"]
        for _ in range(SPARE_KEYS)
    ]
    return text, spare


def _partners(database: Database) -> list[str]:
    """Inbound keys as their mails have them; of an organization apart, whose keys nobody can list."""
    inbound = database.write(_invited)
    letters = database.write(lambda session: mail.claim(session, "fuzz", most=PARTNERS))
    database.write(
        lambda session: [mail.sent(session, letter, outcome="read") for letter in letters]
    )
    mailed = (text for letter in letters for text in letter.body.split())
    found = [text for text in mailed if (key.parse(text) or ("",))[0] in inbound]
    assert len(found) == PARTNERS, "each mail has one inbound key"
    return found


def _invited(session: Session) -> set[str]:
    tenant = organization.create(session, "io.example.host")["organizationId"]
    return {
        activation.create(
            session,
            tenant,
            app=f"Partner {number}",
            contact_email="partner@example.com",
            scopes=["registry:read"],
            base_url="http://127.0.0.1",
        )["keyId"]
        for number in range(PARTNERS)
    }
