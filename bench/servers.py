"""Each measured server is started its usual way, with one worker, on a database of its own."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from bench import processes
from bench.client import Client
from bench.material import PATH

CHARTER = "charter"
AUDITED = "charter, reads audited"
PEERS = {
    "connexion": "vanilla_connexion",
    "connexion, Core": "vanilla_connexion_core",
    "FastAPI": "fastapi_idiomatic",
    "FastAPI, Core": "fastapi_core",
    "FastAPI, tuned": "fastapi_tuned",
}
NAMES = (CHARTER, AUDITED, *PEERS)


@dataclass(frozen=True)
class Server:
    """A server that listens: where, for whom, and which process to meter."""

    name: str
    url: str
    key: str
    pid: int
    start_seconds: float
    """From the command to the first answer that needed the database."""
    idle_mb: float
    """Resident memory of its largest process after that answer."""


class CharterMissingError(Exception):
    """The `charter` command is not installed beside this Python."""


@contextlib.contextmanager
def started(name: str, home: Path, *, core: str | None = None) -> Iterator[Server]:
    """The server of that name, pinned to `core`, with an empty registry in `home`."""
    home.mkdir(parents=True, exist_ok=True)
    port = processes.free_port()
    command, env, key = _peer(name, home, port) if name in PEERS else _own(name, home, port)
    pinned = ["taskset", "-c", core, *command] if core else command
    begun = time.monotonic()
    with processes.running(pinned, env=env, log=home / "server.log", port=port) as process:
        url = f"http://127.0.0.1:{port}"
        _answering(name, url, key)
        seconds = time.monotonic() - begun
        yield Server(name, url, key, process.pid, seconds, processes.resident_mb(process.pid))


def charter_environment(home: Path, port: int, *, audit_reads: bool) -> dict[str, str]:
    """Every house rule on, budgets and the cap on work out of reach; reads audited or not."""
    inherited = {name: v for name, v in os.environ.items() if not name.startswith("CHARTER_")}
    return inherited | {
        "CHARTER_HOME": str(home),
        "CHARTER_HOST": "127.0.0.1",
        "CHARTER_PORT": str(port),
        "CHARTER_AUDIT_READS": "true" if audit_reads else "false",
        "CHARTER_RATE_LIMIT_SCALE": "1000000",
        "CHARTER_VALIDATE_RESPONSES": "full",
        "CHARTER_IN_FLIGHT": "64",
        "CHARTER_LOG_LEVEL": "warning",
    }


def charter_prepared(env: dict[str, str], organization: str = "io.example.bench") -> str:
    """Migrate the home's database and create one organization; give its key."""
    _charter(env, "db", "upgrade")
    return str(json.loads(_charter(env, "org", "create", organization, "--json"))["key"])


def charter_serve(port: int) -> list[str]:
    """The command that serves with one worker on that port."""
    return [str(_command()), "serve", "--workers", "1", "--host", "127.0.0.1", "--port", str(port)]


def uvicorn(peer: str, port: int) -> list[str]:
    """The command that serves the peer of that module on that port."""
    factory = f"bench.peers.{peer}:make"
    command = [sys.executable, "-m", "uvicorn", "--factory", factory, "--port", str(port)]
    return [*command, "--no-access-log", "--log-level", "warning"]


def _answering(name: str, url: str, key: str) -> None:
    client = Client(url, key)
    answer = client.get(PATH)
    client.close()
    if answer.status != HTTPStatus.OK:
        raise processes.StartFailedError(f"{name} answered {answer.status}: {answer.content}")


def _own(name: str, home: Path, port: int) -> tuple[list[str], dict[str, str], str]:
    env = charter_environment(home, port, audit_reads=name == AUDITED)
    return charter_serve(port), env, charter_prepared(env)


def _peer(name: str, home: Path, port: int) -> tuple[list[str], dict[str, str], str]:
    from bench.peers import store  # noqa: PLC0415 - the peers' packages may be absent

    database = str(home / "peer.db")
    env = os.environ | {"BENCH_DATABASE": database}
    return uvicorn(PEERS[name], port), env, store.prepare(database)


def _charter(env: dict[str, str], *arguments: str) -> str:
    run = [str(_command()), *arguments]
    done = subprocess.run(run, env=env, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise processes.StartFailedError(f"charter {' '.join(arguments)}: {done.stderr[-2000:]}")
    return done.stdout


def _command() -> Path:
    command = Path(sys.executable).with_name("charter")
    if not command.exists():
        raise CharterMissingError("The command `charter` is not installed: make install")
    return command
