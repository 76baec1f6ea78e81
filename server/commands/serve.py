"""`charter serve`: the document is served until the server is told to stop, and then to the last answer."""

import argparse
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.log import LogLevels

from contract.facts import Contract
from contract.kept import Kept
from contract.load import proven
from conventions.observed import share_metrics
from models import revision
from server import handlers, logs
from server.commands.outcome import CommandFailed, failure
from server.settings import Settings, from_environ


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Serve over HTTP/1.1 and HTTP/2. Options win over CHARTER_* variables. SIGTERM or "
        "Ctrl-C stop it: what is in flight is finished first."
    )
    parser.add_argument("--host", metavar="ADDRESS", help="default: CHARTER_HOST, or 127.0.0.1")
    parser.add_argument("--port", metavar="N", help="default: CHARTER_PORT, or 8080; 0 for any")
    parser.add_argument("--workers", metavar="N", help="processes; default: CHARTER_WORKERS, or 1")
    parser.add_argument("--tls-cert", metavar="FILE", type=Path, help="certificate chain, PEM")
    parser.add_argument("--tls-key", metavar="FILE", type=Path, help="its private key, PEM")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    chosen = {name: getattr(args, name) for name in ("host", "port", "workers")}
    options = {f"CHARTER_{name.upper()}": text for name, text in chosen.items() if text is not None}
    settings = from_environ({**os.environ, **options})
    contract = _refuse_what_cannot_work(settings, args)
    address, port = _free(settings.host, settings.port)
    os.environ |= {**options, "CHARTER_PORT": str(port)}  # where the workers read it
    url = f"{'https' if args.tls_cert else 'http'}://{_shown_host(settings.host)}:{port}"
    print(f"Charter serves {url} (documentation: {url}/docs)", flush=True)
    logs.configure(settings.log_level, settings.log_format)
    if settings.workers > 1:
        share_metrics(settings.home / "metrics")
    failed = multiprocessing.Value("i", 0)
    server = _granian(settings, address, port, args)
    server.serve(target_loader=partial(_application, failed, contract), wrap_loader=False)
    return int(failed.value)


def _refuse_what_cannot_work(settings: Settings, args: argparse.Namespace) -> Contract:
    """Find here, in one process and before anything listens, what would stop every worker; give them the document."""
    if (args.tls_cert is None) != (args.tls_key is None):
        raise CommandFailed("--tls-cert and --tls-key go together")
    for path in (args.tls_cert, args.tls_key):
        if path is not None and not path.is_file():
            raise CommandFailed(f"there is no file {path}")
    contract = proven(settings.document, Kept(settings.kept))
    handlers.matched(contract, "handlers")
    if not revision.is_current(settings.database_url):
        raise CommandFailed("the database has no schema of this version; run: charter db upgrade")
    return contract


def _free(host: str, port: int) -> tuple[str, int]:
    """The host's address and the port, or any free one for 0.

    granian shares ports among processes (SO_REUSEPORT), so that a second server would silently
    take half of the first one's calls: trying without it tells that the port is taken.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            bound = probe.getsockname()
            return str(bound[0]), int(bound[1])
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise CommandFailed(f"cannot listen on {host} port {port}: {reason}") from exc


def _granian(settings: Settings, address: str, port: int, args: argparse.Namespace) -> Any:
    return Granian(
        "server.app",
        address=address,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.auto,
        websockets=False,
        workers=settings.workers,
        workers_kill_timeout=settings.grace,
        respawn_failed_workers=True,
        ssl_cert=args.tls_cert,
        ssl_key=args.tls_key,
        ssl_protocol_min=SSLProtocols.tls12,
        log_level=LogLevels.warning
        if settings.log_level == "info"
        else LogLevels(settings.log_level),
        log_dictconfig=logs.dictconfig(level=settings.log_level, style=settings.log_format),
        process_name=None,
    )


def _application(failed: "Synchronized[int]", contract: Contract) -> Callable[..., Any]:
    """Made anew in every worker; what stops the first one stops the server, and is one line, too."""
    try:
        from server import app  # noqa: PLC0415 - loaded by workers, not by the process that watches them

        application: Callable[..., Any] = app.from_environ(contract)
    except Exception as exc:
        if os.environ.get("CHARTER_LOG_LEVEL", "").lower() == "debug":
            raise
        with failed.get_lock():
            if not failed.value:
                print(f"charter: {failure(exc)}", file=sys.stderr, flush=True)
            failed.value = 1
        os.kill(os.getppid(), signal.SIGTERM)
        raise SystemExit(0) from None
    return application


def _shown_host(host: str) -> str:
    """What to type into a browser on this machine."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not listened on
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
