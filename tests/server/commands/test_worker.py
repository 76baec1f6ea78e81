import signal
import subprocess
from email import message_from_bytes
from email.policy import default

import pytest
from process import COMMAND

from models.database import open_database
from models.platform import mail, organization
from models.vault import Vault
from server.settings import from_environ


@pytest.fixture
def queue(migrated, home):
    """Write a mail, as an operation does."""
    migrated("org", "create", "io.example.acme")
    settings = from_environ({"CHARTER_HOME": str(home)})
    database = open_database(settings.database_url, vault=Vault(settings.secret))

    def queue(subject: str) -> None:
        database.write(
            lambda session: mail.queue(
                session,
                organization.named(session, "io.example.acme")["organizationId"],
                recipient="you@example.com",
                subject=subject,
                body="Hello.\n",
            )
        )

    yield queue
    database.close()


def test_what_is_due_is_sent_once(migrated, queue, home):
    queue("one")
    queue("two")

    first = migrated("worker", "--once")
    second = migrated("worker", "--once")

    letters = [
        message_from_bytes(path.read_bytes(), policy=default)
        for path in (home / "outbox").glob("*.eml")
    ]
    assert (first.status, second.status) == (0, 0)
    assert sorted(letter["Subject"] for letter in letters) == ["one", "two"]
    assert '"tried":2' in first.err
    assert '"tried":0' in second.err


def test_it_runs_until_it_is_told_to_stop(migrated, home, monkeypatch):
    worker = subprocess.Popen([*COMMAND, "worker"], stderr=subprocess.PIPE, text=True)
    assert worker.stderr is not None
    started = worker.stderr.readline()

    worker.send_signal(signal.SIGTERM)
    _, rest = worker.communicate(timeout=30)

    assert "worker started" in started
    assert worker.returncode == 0
    assert "worker stopped" in rest


def test_without_a_schema_it_does_not_start(charter):
    refused = charter("worker", "--once")

    assert refused.status == 1
    assert refused.err.endswith("run: charter db upgrade\n")
