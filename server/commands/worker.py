"""`charter worker`: mail and webhooks that wait are sent, until the worker is told to stop."""

import argparse
import asyncio
import os
import secrets
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog

import delivery.worker
from delivery import mail
from models.database import Database
from server import deliveries, logs
from server.commands import opened
from server.settings import Settings, from_environ

EVERY = 2.0
"""Seconds between two looks when nothing was due."""

log = structlog.get_logger("charter.worker")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Send mail and webhooks that are due. Any number of workers may run beside any number of servers; "
        "each mail, and each destination of webhooks, is taken by one. SIGTERM or Ctrl-C stop it after "
        "what is at hand."
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
        with _delivering(database, settings, once=args.once):
            sent = work(database, settings, stopping, once=args.once)
        log.info("worker stopped", tried=sent)
    return 0


@contextmanager
def _delivering(database: Database, settings: Settings, *, once: bool) -> Iterator[None]:
    """Send webhooks beside the mail: all that are due now, or until the block ends."""
    plan = deliveries.plan(settings, database)
    if once:
        asyncio.run(delivery.worker.once(plan))
        yield
        return
    worker = delivery.worker.Worker(plan, grace=settings.grace)
    worker.start()
    try:
        yield
    finally:
        worker.stop()


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
