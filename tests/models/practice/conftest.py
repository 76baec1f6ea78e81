"""A firm with its people, its clients and their matters, and an ear for the statements that run."""

from dataclasses import dataclass, field

import psycopg
import pytest

from models.practice import client, custom_field, matter, user

ADA = {
    "firstName": "Ada",
    "lastName": "Lovell",
    "initials": "AL",
    "role": "attorney",
    "email": "Ada@Firm.example",
    "rate": 250,
}


@dataclass
class Firm:
    """Puts things into the firm of somebody: what is not said of them is as little as possible."""

    who: object

    def user(self, **said):
        return self.who.write(user.create, ADA | said)

    def client(self, **said):
        return self.who.write(client.create, {"name": "North Bakery"} | said)

    def matter(self, **said):
        said.setdefault("clientId", None)
        if said["clientId"] is None:
            said["clientId"] = self.client()["clientId"]
        if "responsibleId" not in said:
            said["responsibleId"] = self.user()["userId"]
        return self.who.write(matter.create, {"name": "Lease"} | said)

    def field(self, entity, kind, *labels, name=None):
        said = {"entity": entity, "name": name or kind, "valueType": kind}
        if labels:
            said["options"] = [{"label": label} for label in labels]
        return self.who.write(custom_field.create, said)


@pytest.fixture
def firm(alice):
    return Firm(alice)


@pytest.fixture
def theirs(charlie):
    """The firm of another organization."""
    return Firm(charlie)


@dataclass
class Heard:
    """What one reading act gave, and the statements that it took."""

    result: object = None
    statements: list = field(default_factory=list)
    plans: list = field(default_factory=list)


class _Ear(psycopg.Cursor):
    heard: Heard

    def execute(self, query, params=None, **options):
        self.heard.statements.append(str(query))
        return super().execute(query, params, **options)


def _plan(driver, statement):
    return [step[3] for step in driver.execute(f"EXPLAIN QUERY PLAN {statement}")]


@pytest.fixture
def heard():
    """`heard(who, act, …)` reads and listens; on SQLite it also asks how each statement is run."""

    def hear(who, act, *args, **kwargs):
        said = Heard()

        def work(session, tenant):
            if session.sqlite:
                session.driver.set_trace_callback(said.statements.append)
            else:
                session.driver.cursor_factory = type("Ear", (_Ear,), {"heard": said})
            try:
                said.result = act(session, tenant, *args, **kwargs)
            finally:
                if session.sqlite:
                    session.driver.set_trace_callback(None)
                else:
                    session.driver.cursor_factory = psycopg.Cursor
            said.statements = [one for one in said.statements if "SAVEPOINT" not in one]
            if session.sqlite:
                said.plans = [_plan(session.driver, one) for one in said.statements]

        who.read(work)
        return said

    return hear
