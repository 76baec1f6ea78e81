"""Put the server together: the one place where document, settings, database and conventions meet."""

from __future__ import annotations

import contextlib
import functools
import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import flask

import models
from contract.kept import Kept
from contract.load import load, proven
from conventions.chain import Conventions
from conventions.counters import open_counters
from conventions.credentials import Credentials
from conventions.idempotency import Running
from conventions.languages import Catalogues
from conventions.lockout import Lockout
from conventions.observed import Observer
from conventions.overload import Gate, caps_of
from conventions.schemas import Schemas
from conventions.work import Work, nobody
from delivery import mail
from delivery.meters import Meters
from delivery.worker import Worker
from models import audit, idempotency
from models.clock import utc_now
from models.database import open_database
from models.delivery import sweep
from models.vault import Vault
from server import deliveries, handlers, logs, pages
from server.application import CharterApp
from server.housekeeping import EVERY, Chores, Housekeeper
from server.settings import from_environ as settings_from_environ
from storage import LocalStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from contract.facts import Contract
    from delivery.worker import Plan
    from models.database import Database
    from models.session import Session
    from server.pages.page import Page
    from server.settings import Settings
    from storage import Store

HANDLERS = "handlers"
"""The package with a package of handlers for each API."""

PATIENCE = 2.0
"""Seconds that a call waits for the first one with its idempotency key."""


@dataclass(frozen=True)
class Server:
    """The running whole: `app` is what an ASGI server serves."""

    app: CharterApp
    contract: Contract
    database: Database
    conventions: Conventions
    observer: Observer
    chores: Chores
    deliveries: Worker | None


def build(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_now,
    every: float = EVERY,
    package: str = HANDLERS,
    delivering: Callable[..., Plan] = deliveries.plan,
    people: Callable[[str], list[Callable[[Session, str, str], bool]]] = models.people,
    contract: Contract | None = None,
) -> Server:
    """The server of these settings, over a database whose schema is there; chores are done `every` so many seconds.

    `contract` is what the settings' document says, for those who have read it already; it is not changed.
    Raises `DocumentError`, `Unclaimed` or `HandlerMismatch`, each with one line that says what does not fit.
    """
    contract = contract or load(settings.document)
    matched = handlers.matched(contract, package)
    vault = Vault(settings.secret)
    database = open_database(
        settings.database_url, vault=vault, clock=clock, pool=settings.database_pool
    )
    counters = open_counters(settings.counters_url, settings.home, settings.workers)
    credentials = Credentials(database, Lockout(counters), base_domain=settings.base_domain)
    gate = Gate(caps_of(settings.in_flight))
    observer = Observer(
        contract, in_flight=lambda: gate.in_flight, uncounted=lambda: counters.failed
    )
    hops = database.dialect != "sqlite" or counters.blocking
    meters = Meters()
    worker = None
    if settings.deliver:
        plan = delivering(settings, database, clock=clock, meters=meters)
        worker = Worker(plan, grace=settings.grace)
    work = Work(
        database=database,
        executor=ThreadPoolExecutor(settings.threads, thread_name_prefix="work"),
        gate=gate,
        running=Running(PATIENCE),
        timeout=settings.request_timeout,
        hops=hops,
        wake=nobody if worker is None else worker.wake,
    )
    files = LocalStore(settings.files)
    chores = _chores(settings, contract, database, observer, files=files, clock=clock)
    web = flask.Flask("charter", static_folder=None)
    conventions = Conventions(
        contract=contract,
        schemas=Schemas(contract.document),
        vault=vault,
        work=work,
        credentials=credentials,
        counters=counters,
        files=files,
        catalogues=Catalogues(settings.document.parent / "locales"),
        rate_limit_scale=settings.rate_limit_scale,
        validate_answers=settings.validate_responses,
        audit_reads=settings.audit_reads,
        trusted_proxies=settings.trusted_proxies,
        require_https=settings.require_https,
        base_url=settings.base_url,
        outbound=deliveries.outbound(settings),
        clock=clock,
        context=web.app_context,
        people=people,
    )
    app = CharterApp(
        web,
        conventions=conventions,
        observer=observer,
        pages=_pages(
            contract,
            database,
            credentials,
            lambda: observer.render() + meters.render(),
            settings.metrics,
        ),
        lifespan=_lifespan(Housekeeper(chores, every=every), work, counters, worker),
        resolver=handlers.HandlersResolver(matched),
    )
    app.add_api(contract.document)
    compile_now(app)
    return Server(app, contract, database, conventions, observer, chores, worker)


def compile_now(app: CharterApp) -> None:
    """Make the plans at start-up: Connexion itself would wait for the first request."""
    middleware = app.middleware
    middleware.app, middleware.middleware_stack = middleware._build_middleware_stack()  # noqa: SLF001 - no public way


def from_environ(contract: Contract | None = None) -> CharterApp:
    """What an ASGI server calls to get the application; settings come from the environment."""
    settings = settings_from_environ(os.environ)
    logs.configure(settings.log_level, settings.log_format)
    return build(settings, contract=contract or proven(settings.document, Kept(settings.kept))).app


def _pages(
    contract: Contract,
    database: Database,
    credentials: Credentials,
    render: Callable[[], bytes],
    metrics: str,
) -> dict[str, Page]:
    return {
        **pages.documents.pages(contract),
        **pages.rendering.pages(contract.document["info"]["title"]),
        "/healthz": pages.service.health(),
        "/readyz": pages.service.readiness(database),
        "/metrics": pages.service.metrics(render, metrics, credentials),
    }


def _chores(
    settings: Settings,
    contract: Contract,
    database: Database,
    observer: Observer,
    *,
    files: Store,
    clock: Callable[[], datetime],
) -> Chores:
    kept = max(
        (
            api.rules.audit.keep_days
            for api in contract.apis.values()
            if api.rules.audit is not None
        ),
        default=1,
    )
    url = settings.smtp_url
    post = mail.by_smtp(url) if url else mail.into_folder(settings.home / "outbox")
    owner = f"{os.getpid()}-{secrets.token_hex(4)}"
    send = functools.partial(mail.send_due, database, post, owner=owner, sender=mail.sender_of(url))
    return Chores(
        database=database,
        observer=observer,
        mail=send,
        clock=clock,
        files=files,
        folders=models.folders(),
        due=models.chores(),
        kept=(
            (idempotency.sweep, timedelta(0)),
            (audit.sweep, timedelta(days=kept)),
            *deliveries.sweeps(settings),
        ),
        loose=(sweep.drop,),
    )


def _lifespan(
    housekeeper: Housekeeper, work: Work, counters: Any, worker: Worker | None
) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """Start what runs beside the requests, and stop it after the last of them."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        housekeeper.start()
        if worker is not None:
            worker.start()
        try:
            yield
        finally:
            if worker is not None:
                worker.stop()
            housekeeper.stop()
            work.executor.shutdown()
            work.database.close()
            counters.close()

    return lifespan
