"""Medians, spreads and ratios of the rounds, told so that a doubtful figure is seen to be one."""

import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version

from bench.servers import CHARTER, Server
from bench.wrk import CONNECTIONS, Measured

Rounds = Mapping[tuple[str, str], Sequence[Measured]]

GOALS = {
    ("getResource", "connexion"): 5.0,
    ("getResource", "FastAPI"): 3.0,
    ("getResource", "FastAPI, tuned"): 1.3,
    ("listResources", "connexion"): 10.0,
    ("listResources", "FastAPI"): 3.0,
    ("listResources", "FastAPI, tuned"): 1.5,
    ("createResource", "connexion"): 3.0,
    ("createResource", "FastAPI"): 2.0,
    ("getResource", "connexion, Core"): 5.0,
    ("getResource", "FastAPI, Core"): 2.4,
    ("listResources", "connexion, Core"): 15.0,
    ("createResource", "connexion, Core"): 5.0,
    ("createResource", "FastAPI, Core"): 2.4,
    ("createResource", "FastAPI, tuned"): 1.5,
}
PACKAGES = (
    *("charter", "granian", "connexion", "flask", "sqlalchemy", "jsonschema-rs", "orjson"),
    *("fastapi", "starlette", "pydantic", "uvicorn", "uvloop", "httptools"),
)


def valid(rounds: Sequence[Measured]) -> list[Measured]:
    """The rounds without a single refused or broken request."""
    return [measured for measured in rounds if not measured.errors]


def spread(values: Sequence[float]) -> float:
    """The interquartile range; nothing for a single value."""
    if len(values) == 1:
        return 0.0
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return high - low


def markdown(
    rounds: Rounds, *, seconds: int, load: Sequence[float], started: Sequence[Server] = ()
) -> str:
    """The whole report: what was done, one table per operation, the start of each, the goals."""
    operations = list(dict.fromkeys(operation for operation, _ in rounds))
    parts = [_head(rounds, seconds, load)]
    parts += [_table(rounds, operation) for operation in operations]
    if started:
        parts.append(_starts(started))
    if goals := _goals(rounds):
        parts.append(goals)
    return "\n\n".join(parts) + "\n"


def ratio(rounds: Rounds, operation: str, peer: str) -> float | None:
    """How many times this server's CPU per request the peer needs."""
    ours, theirs = _cpu(rounds, operation, CHARTER), _cpu(rounds, operation, peer)
    return theirs / ours if ours and theirs else None


def _cpu(rounds: Rounds, operation: str, server: str) -> float | None:
    values = [measured.cpu for measured in valid(rounds.get((operation, server), ()))]
    return statistics.median(values) if values else None


def _head(rounds: Rounds, seconds: int, load: Sequence[float]) -> str:
    count = max(len(each) for each in rounds.values())
    versions = ", ".join(f"{name} {found}" for name in PACKAGES if (found := _version(name)))
    return (
        "# Results\n\n"
        f"CPU µs per request (user + system, whole process tree) at {CONNECTIONS} keep-alive "
        "connections: the server on one core, the load on the others. Medians of "
        f"{count} interleaved rounds of {seconds} s; ± is the interquartile range; the ratio is "
        "the peer's CPU over this server's. Each server keeps the same resources in SQLite (WAL, "
        "`synchronous=FULL`), checks the same key and validates bodies and answers; only this "
        "server keeps idempotency keys, request ids, rate limits, the audit and history of writes. "
        "A round with any refused or broken request does not count.\n\n"
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {_processor()}. "
        f"Load average before and after: {load[0]:.2f}, {load[1]:.2f}. {versions}."
    )


def _table(rounds: Rounds, operation: str) -> str:
    lines = [
        f"## {operation}\n",
        "| server | CPU µs | ± | ratio | requests/s | p50 ms | p99 ms | rounds |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for (of, server), each in rounds.items():
        if of == operation:
            lines.append(_row(rounds, operation, server, each))
    return "\n".join(lines)


def _row(rounds: Rounds, operation: str, server: str, each: Sequence[Measured]) -> str:
    good = valid(each)
    if not good:
        errors = sum(measured.errors for measured in each)
        return f"| {server} | no valid round ({errors} errors) | | | | | | 0/{len(each)} |"
    cpu = [measured.cpu for measured in good]
    times = ratio(rounds, operation, server)
    middle = [
        statistics.median(values)
        for values in zip(*((m.rate, m.p50, m.p99) for m in good), strict=True)
    ]
    return (
        f"| {server} | {statistics.median(cpu):,.0f} | {spread(cpu):,.0f} | "
        f"{f'{times:.2f}' if times else ''} | {middle[0]:,.0f} | {middle[1]:.1f} | "
        f"{middle[2]:.1f} | {len(good)}/{len(each)} |"
    )


def _starts(started: Sequence[Server]) -> str:
    lines = [
        "## Start\n",
        "| server | s to the first answer | MiB of its largest process when idle |",
        "|---|--:|--:|",
    ]
    lines += [f"| {one.name} | {one.start_seconds:.1f} | {one.idle_mb:.0f} |" for one in started]
    return "\n".join(lines)


def _goals(rounds: Rounds) -> str:
    lines = []
    for (operation, peer), goal in GOALS.items():
        reached = ratio(rounds, operation, peer)
        if reached is not None:
            met = "met" if reached >= goal else "**missed**"
            lines.append(f"| {operation} | {peer} | {goal:.1f} | {reached:.2f} | {met} |")
    head = "## Goals\n\n| operation | against | at least | measured | |\n|---|---|--:|--:|---|\n"
    return head + "\n".join(lines) if lines else ""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    with open("/proc/cpuinfo") as told:  # noqa: PTH123 - a kernel table, not a file of ours
        names = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
    return names[0] if names else platform.machine()
