import email
import email.policy
import smtplib
import socketserver
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from delivery.mail import ATTEMPTS, LONGEST, by_smtp, delay, into_folder, send_due, sender_of
from models.platform import mail
from models.platform.mail import Mail

BODY = "Schlüssel: charter_live_x\n" + "a long line " * 30 + "\n.\n"


def queue(database, tenant, subject="Zugang für Sie"):
    return database.write(
        lambda session: mail.queue(
            session, tenant, recipient="partner@example.com", subject=subject, body=BODY
        )
    )


def send(database, post, **more):
    return send_due(database, post, owner="worker", sender="charter@acme.example", **more)


def row(database, id):
    return database.read(
        lambda session: session.execute(
            select(Mail.state, Mail.attempts, Mail.outcome, Mail.due_at).where(Mail.id == id)
        ).one()
    )


def read(data):
    return email.message_from_bytes(data, policy=email.policy.default)


class Relay(socketserver.ThreadingTCPServer):
    """Speaks just enough SMTP (RFC 5321) to take a mail, or to refuse with `answer`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, answer="250 taken"):
        super().__init__(("127.0.0.1", 0), Talk)
        self.answer = answer
        self.taken = []

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Talk(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        self.say("220 relay")
        while line := self.rfile.readline():
            word = line.split()[0].upper()
            if word == b"DATA":
                self.say("354 go on")
                data = b""
                while (line := self.rfile.readline()) != b".\r\n":
                    data += line.removeprefix(b".") if line.startswith(b"..") else line
                if self.server.answer.startswith("2"):
                    self.server.taken.append(data)
                self.say(self.server.answer)
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


@pytest.fixture
def relay():
    with Relay() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_mail_is_written_into_the_folder_as_one_readable_file(database, tenant, tmp_path):
    id = queue(database, tenant)
    assert send(database, into_folder(tmp_path / "outbox")) == 1
    (file,) = (tmp_path / "outbox").iterdir()
    assert file.name == f"{id}.eml"
    assert file.stat().st_mode & 0o777 == 0o600
    found = read(file.read_bytes())
    assert found["To"] == "partner@example.com"
    assert found["From"] == "charter@acme.example"
    assert found["Subject"] == "Zugang für Sie"
    assert found["Date"].datetime.isoformat() == "2026-11-22T06:21:57+00:00"
    assert found.get_content() == BODY
    assert row(database, id)[:3] == ("sent", 1, str(file))


def test_mail_is_sent_by_smtp(database, tenant, relay):
    id = queue(database, tenant)
    assert send(database, by_smtp(relay.url)) == 1
    (data,) = relay.taken
    found = read(data)
    assert found.get_content().replace("\r\n", "\n") == BODY
    assert id in found["Message-ID"]
    assert row(database, id)[:3] == ("sent", 1, relay.url)


def test_nothing_due_is_nothing_sent(database, tenant, tmp_path):
    assert send(database, into_folder(tmp_path / "outbox")) == 0


def test_no_more_are_taken_than_asked_for(database, tenant, tmp_path):
    for _ in range(3):
        queue(database, tenant)
    post = into_folder(tmp_path / "outbox")
    assert [send(database, post, most=2) for _ in range(3)] == [2, 1, 0]


def test_a_refused_mail_is_sent_again_later(database, tenant, relay, clock):
    id = queue(database, tenant)
    relay.answer = "451 later"
    assert send(database, by_smtp(relay.url)) == 1
    state, attempts, outcome, due = row(database, id)
    assert (state, attempts, due) == ("pending", 1, clock.now + timedelta(minutes=1))
    assert "451" in outcome
    assert send(database, by_smtp(relay.url)) == 0
    relay.answer = "250 taken"
    clock.forward(minutes=1)
    assert send(database, by_smtp(relay.url)) == 1
    assert row(database, id)[:2] == ("sent", 2)
    assert len(relay.taken) == 1


def test_a_relay_that_is_not_there_is_tried_to_the_end_and_then_given_up(database, tenant, clock):
    id = queue(database, tenant)
    post = by_smtp("smtp://127.0.0.1:1")
    for _ in range(ATTEMPTS):
        assert send(database, post) == 1
        clock.forward(hours=6)
    assert send(database, post) == 0
    assert row(database, id)[:2] == ("failed", ATTEMPTS)


def test_one_bad_mail_does_not_hold_up_the_next(database, tenant, tmp_path):
    folder = into_folder(tmp_path / "outbox")
    first, second = queue(database, tenant, "bad"), queue(database, tenant, "good")

    def post(made):
        if made["Subject"] == "bad":
            raise smtplib.SMTPDataError(550, b"no")
        return folder(made)

    assert send(database, post) == 2
    assert row(database, first)[0] == "pending"
    assert row(database, second)[0] == "sent"


def test_what_ends_a_line_in_a_subject_does_not_keep_the_mail_from_leaving(
    database, tenant, tmp_path
):
    id = queue(database, tenant, "Access for A\u2028B\x85C")

    assert send(database, into_folder(tmp_path / "outbox")) == 1
    assert row(database, id)[0] == "sent"
    [file] = (tmp_path / "outbox").iterdir()
    assert read(file.read_bytes())["Subject"] == "Access for A B C"


def test_a_second_copy_after_a_crash_replaces_the_first_in_the_folder(
    database, tenant, tmp_path, clock
):
    queue(database, tenant)
    folder = into_folder(tmp_path / "outbox")

    class Crash(BaseException):
        pass

    def dies_after_sending(made):
        folder(made)
        raise Crash

    with pytest.raises(Crash):
        send(database, dies_after_sending)
    assert send(database, folder) == 0
    clock.forward(minutes=2)
    assert send(database, folder) == 1
    assert len(list((tmp_path / "outbox").iterdir())) == 1


def test_waiting_doubles_up_to_six_hours_and_ends():
    waits = [delay(attempt) for attempt in range(1, ATTEMPTS + 1)]
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert waits[-2] == LONGEST
    assert waits[-1] is None


def test_a_password_is_never_sent_in_the_clear(database, tenant, relay):
    id = queue(database, tenant)
    send(database, by_smtp(relay.url.replace("//", "//user:secret@")))
    state, _, outcome, _ = row(database, id)
    assert state == "pending"
    assert "STARTTLS" in outcome
    assert "secret" not in outcome
    assert relay.taken == []


@pytest.mark.parametrize("url", ["http://relay", "smtp://", "relay:25", ""])
def test_a_url_that_is_no_mail_server_is_refused(url):
    with pytest.raises(ValueError, match="smtp://host:port"):
        by_smtp(url)


def test_the_sender_comes_with_the_url():
    assert sender_of("smtp://relay?from=api%40acme.example") == "api@acme.example"
    assert sender_of(None) == sender_of("smtp://relay") == "charter@localhost"
