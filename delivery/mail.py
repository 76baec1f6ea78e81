"""Mail that was written with its cause leaves the building: at least once, and never silently not.

Claim by a lease, send outside of any transaction, settle with a fencing token: whoever dies
between gives the mail back when the lease ends. The message id is always the same, so that a
second copy can be recognised.
"""

import logging
import os
import smtplib
import ssl
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from models.database import Database
from models.platform import mail
from models.platform.mail import Letter

Post = Callable[[EmailMessage], str]
"""Carries one message away and says where it went; raises `OSError` (also `SMTPException`)."""

ATTEMPTS: Final = 12
LONGEST: Final = timedelta(hours=6)
TIMEOUT: Final = 30.0
_log = logging.getLogger("charter.delivery.mail")


def send_due(database: Database, post: Post, *, owner: str, sender: str, most: int = 10) -> int:
    """Send what is due, at most `most`; give the number of mails tried. Call again while it is not 0."""
    letters = database.write(lambda session: mail.claim(session, owner, most=most))
    for letter in letters:
        _send(database, post, letter, sender)
    return len(letters)


def delay(attempt: int) -> timedelta | None:
    """How long to wait after the failure of this attempt (the first is 1); `None` gives up."""
    if attempt >= ATTEMPTS:
        return None
    waited: timedelta = timedelta(minutes=1) * 2 ** (attempt - 1)
    return min(waited, LONGEST)


def message(letter: Letter, sender: str) -> EmailMessage:
    """Write the letter as a message (RFC 5322), the same one at every attempt."""
    made = EmailMessage()
    made["From"] = sender
    made["To"] = letter.recipient
    made["Subject"] = " ".join(letter.subject.splitlines())  # U+2028 and its like end a line, too
    made["Date"] = format_datetime(letter.created_at)
    made["Message-ID"] = f"<{letter.id}@charter.invalid>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.body)
    return made


def into_folder(folder: Path) -> Post:
    """Post that writes one `.eml` file for a message, wholly or not at all, readable by its owner."""

    def post(made: EmailMessage) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        name = made["Message-ID"].strip("<>").partition("@")[0]
        place, draft = folder / f"{name}.eml", folder / f".{name}.part"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(made.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
        return str(place)

    return post


def by_smtp(url: str) -> Post:
    """Post to `smtp://user:password@host:587`, upgraded to TLS where offered, or `smtps://host`.

    A password is never sent in the clear: `smtp://` with a user demands STARTTLS.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("a mail server is smtp://host:port or smtps://host:port")
    host, secure = parts.hostname, parts.scheme == "smtps"
    port = parts.port or (465 if secure else 25)
    user = unquote(parts.username) if parts.username else None

    def post(made: EmailMessage) -> str:
        with _connected(host, port, secure=secure) as server:
            server.ehlo()
            if not secure and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
            elif not secure and user is not None:
                raise OSError(f"{host} does not offer STARTTLS; no password is sent in the clear")
            if user is not None:
                server.login(user, unquote(parts.password or ""))
            server.send_message(made)
        return f"{parts.scheme}://{host}:{port}"

    return post


def sender_of(url: str | None) -> str:
    """The sender's address: `?from=` of the mail server's URL, or `charter@localhost`."""
    given = parse_qs(urlsplit(url or "").query).get("from")
    return given[0] if given else "charter@localhost"


def _connected(host: str, port: int, *, secure: bool) -> smtplib.SMTP:
    if secure:
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=TIMEOUT)


def _send(database: Database, post: Post, letter: Letter, sender: str) -> None:
    try:
        place = post(message(letter, sender))
    except (OSError, ValueError) as error:
        wait, why = delay(letter.attempt), f"{type(error).__name__}: {error}"
        _log.warning("mail %s was not sent (attempt %d): %s", letter.id, letter.attempt, why)
        database.write(
            lambda session: mail.postponed(
                session, letter, outcome=why, until=None if wait is None else session.now + wait
            )
        )
        return
    if database.write(lambda session: mail.sent(session, letter, outcome=place)):
        _log.info("mail %s went to %s", letter.id, place)
    else:
        _log.warning("mail %s went to %s after its lease had ended", letter.id, place)
