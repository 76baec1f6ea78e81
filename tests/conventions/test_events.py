"""What is told is what was announced, and it is told with the change."""

import pytest
from sqlalchemy import select

from conventions import events
from models.outbox import OutboxEvent


@pytest.fixture
def publish(operations):
    return events.bind(operations["createNote"])


def told(database, tenant):
    return database.read(
        lambda session: list(
            session.scalars(select(OutboxEvent.type).where(OutboxEvent.tenant == tenant))
        )
    )


def test_a_declared_event_is_in_the_outbox_when_the_unit_is_done(publish, database):
    def work(session):
        session.emit("note.created", "n1", {"id": "n1"})
        publish(session, "declared")

    database.write(work)

    assert told(database, "declared") == ["note.created"]


def test_an_undeclared_event_undoes_the_unit(publish, database):
    def work(session):
        session.emit("note.created", "n1")
        session.emit("note.eaten", "n1")
        publish(session, "undeclared")

    with pytest.raises(events.UndeclaredEvent, match=r"createNote: note\.eaten"):
        database.write(work)

    assert told(database, "undeclared") == []


def test_most_units_have_nothing_to_tell(publish, database):
    database.write(lambda session: publish(session, "silent"))

    assert told(database, "silent") == []


def test_an_event_is_told_in_the_name_of_its_api(publish, database, operations):
    def work(session):
        session.emit("note.created", "n1")
        publish(session, "named")

    database.write(work)

    query = select(OutboxEvent.api).where(OutboxEvent.tenant == "named")
    assert database.read(lambda session: list(session.scalars(query))) == [
        operations["createNote"].api
    ]
