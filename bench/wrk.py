"""One measured stretch: 32 keep-alive connections ask one server for one operation."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from bench.client import Client
from bench.load import load
from bench.material import OPERATIONS, PATH, PLACE, resource
from bench.processes import cpu_seconds
from bench.servers import Server

CONNECTIONS = 32
LUA = Path(__file__).with_name("lua") / "registry.lua"
ROWS = 500
LIMIT = 100


class ToolMissingError(Exception):
    """A program that the measurement needs is not installed."""


class MaterialError(Exception):
    """The server does not do the work, so its speed means nothing."""


@dataclass(frozen=True)
class Measured:
    """What one stretch cost: CPU in µs per request, rate per second, latencies in ms."""

    cpu: float
    rate: float
    p50: float
    p99: float
    errors: int

    @property
    def told(self) -> str:
        return f"{self.cpu:,.0f} µs, {self.rate:,.0f}/s, {self.errors} errors"


def demand_tools() -> None:
    """Raise if wrk or taskset cannot be found, and say how to get them."""
    for tool, package in (("wrk", "wrk"), ("taskset", "util-linux")):
        if shutil.which(tool) is None:
            raise ToolMissingError(
                f"`{tool}` is missing and the measurement needs it: apt-get install {package}"
            )


def prepare(server: Server, home: Path) -> None:
    """Fill the server's registry over HTTP and leave in `home` what the Lua script reads."""
    outcome = load(server.url, server.key, count=ROWS, prefix="bench", connections=4)
    if len(outcome.made) != ROWS:
        raise MaterialError(f"{server.name}: {len(outcome.made)} of {ROWS}: {outcome.refused}")
    (home / "ids").write_text("\n".join(outcome.made.values()))
    (home / "body").write_text(json.dumps(resource(PLACE)))
    client = Client(server.url, server.key)
    one = client.get(f"{PATH}/{next(iter(outcome.made.values()))}")
    page = client.get(PATH, {"limit": LIMIT})
    client.close()
    if one.status != HTTPStatus.OK or page.status != HTTPStatus.OK:
        raise MaterialError(f"{server.name} answered {one.status} and {page.status}")
    if len(page.content["items"]) != LIMIT:
        raise MaterialError(f"{server.name} lists {len(page.content['items'])}, not {LIMIT}")


def measure(
    server: Server, operation: str, home: Path, *, seconds: int, cores: str, unique: str
) -> Measured:
    """CPU, rate and latency of `seconds` of one operation; `unique` starts its request ids."""
    if operation not in OPERATIONS:
        raise ValueError(operation)
    command = [
        *("taskset", "-c", cores, "wrk", "-t", "1", "-c", str(CONNECTIONS)),
        *("-d", f"{seconds}s", "--timeout", "10s", "-s", str(LUA), server.url, "--"),
        *(operation, server.key, unique, str(home / "ids"), str(home / "body")),
    ]
    before = cpu_seconds(server.pid)
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=seconds + 60, check=False
    )
    spent = cpu_seconds(server.pid) - before
    return parse(done.stdout + done.stderr, spent)


def parse(output: str, spent: float) -> Measured:
    """Read the summary line that the Lua script printed."""
    found = re.search(r"^SUMMARY (\{.*\})$", output, re.MULTILINE)
    if found is None:
        raise MaterialError(f"wrk did not finish: {output[-500:]}")
    told = json.loads(found[1])
    requests = max(told["requests"], 1)
    return Measured(
        cpu=spent / requests * 1e6,
        rate=told["requests"] / told["duration"] * 1e6,
        p50=told["p50"] / 1000,
        p99=told["p99"] / 1000,
        errors=told["refused"] + told["broken"] + (told["requests"] == 0),
    )
