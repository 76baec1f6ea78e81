"""`charter worker`: what waits to be sent is sent, until the worker is told to stop."""

import argparse
import os
import secrets
import signal
import socket
import threading
from typing import Any

import structlog

from delivery import mail
from models.database import Database
from server import logs
from server.commands import opened
from server.settings import Settings, from_environ

EVERY = 2.0
"""Seconds between two looks when nothing was due."""

log = structlog.get_logger("charter.worker")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Send mail that is due. Any number of workers may run beside any number of servers; each mail "
        "is taken by one. SIGTERM or Ctrl-C stop it after the mail at hand."
    )
    parser.add_argument("--once", action="store_true", help="send what is due now, and stop")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    settings = from_environ(os.environ)
    logs.configure(settings.log_level, settings.log_format)
    stopping = threading.Event()

    def stop(*_: Any) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    with opened.database(settings) as database:
        log.info("worker started", once=args.once)
        sent = work(database, settings, stopping, once=args.once)
        log.info("worker stopped", tried=sent)
    return 0


def work(database: Database, settings: Settings, stopping: threading.Event, *, once: bool) -> int:
    """Send until told to stop, or with `once` until nothing is due; give the number of mails tried."""
    folder = mail.into_folder(settings.home / "outbox")
    post = mail.by_smtp(settings.smtp_url) if settings.smtp_url else folder
    owner = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
    total = 0
    while not stopping.is_set():
        tried = mail.send_due(
            database, post, owner=owner, sender=mail.sender_of(settings.smtp_url), most=1
        )
        total += tried
        if tried == 0:
            if once:
                break
            stopping.wait(EVERY)
    return total
