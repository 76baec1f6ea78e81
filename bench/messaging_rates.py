"""How many messages a second, and a second of CPU: published over HTTP, from a backlog, beside some who hang."""

import secrets
import subprocess
from pathlib import Path

from bench import messaging_scene, processes, wrk
from bench.messaging_scene import KINDS, Scene
from bench.studio_table import Row

LUA = Path(__file__).with_name("lua") / "messages.lua"
LISTENERS = 10
"""Who share a backlog."""


def end_to_end(at: Scene, seconds: int, wanted: int = 0) -> Row:
    """One listener: everything that is published in so many seconds, until the last is delivered.

    A server that is too busy refuses calls (503): they are told, and no message was made of them.
    """
    core, rest = processes.cores()
    with (
        messaging_scene.receiver(at.home, rest) as receiver,
        messaging_scene.serving(at, core) as (url, pid),
    ):
        at.listen(receiver.urls(1))
        before = processes.cpu_seconds(pid)
        published = _published(at, url, seconds, rest)
        made = at.count()
        came = receiver.until(made)
        spent = processes.cpu_seconds(pid) - before
    name = KINDS[at.kind]
    per_core = made / max(spent, 0.01)
    told = (
        f"{published.rate:,.0f}/s published (p50 {published.p50:.0f} ms), {came.rate:,.0f}/s "
        f"delivered, {spent / made * 1e6:,.0f} ms of CPU for 1,000: {per_core:,.0f} per second of CPU; "
        f"{published.errors} calls refused"
    )
    goal = f">= {wanted:,} per second of CPU" if wanted else ""
    what = f"{made:,} messages published and delivered, {name}"
    whole = not (wanted and published.errors)  # a goal is not reached by turning callers away
    return Row(what, told, goal, whole and per_core >= wanted)


def _published(at: Scene, url: str, seconds: int, cores: str) -> wrk.Measured:
    command = [
        *("taskset", "-c", cores, "wrk", "-t", "1", "-c", str(wrk.CONNECTIONS)),
        *("-d", f"{seconds}s", "--timeout", "10s", "-s", str(LUA), url, "--"),
        *(at.key, secrets.token_hex(4), f"/messaging/v1/queues/{at.queue}/messages"),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=seconds + 60, check=False
    )
    return wrk.parse(done.stdout + done.stderr, 0)


def backlog(at: Scene, count: int, wanted: int = 0) -> Row:
    """`charter worker` sends what waits for ten listeners."""
    core, rest = processes.cores()
    with messaging_scene.receiver(at.home, rest) as receiver:
        at.listen(receiver.urls(LISTENERS))
        at.publish(count // LISTENERS)
        with messaging_scene.worker(at, core) as pid:
            early = receiver.until(1).count
            before = processes.cpu_seconds(pid)
            came = receiver.until(count)
            spent = max(processes.cpu_seconds(pid) - before, 0.01)
    sent = max(count - early, 1)
    per_core = sent / spent
    told = (
        f"{came.rate:,.0f}/s delivered, {spent / sent * 1e6:,.0f} ms of CPU for 1,000: "
        f"{per_core:,.0f} per second of CPU"
    )
    goal = f">= {wanted:,} per second of CPU" if wanted else ""
    what = f"backlog of {count:,} for {LISTENERS} listeners, {KINDS[at.kind]}"
    return Row(what, told, goal, per_core >= wanted)


def beside(at: Scene, listeners: int, each: int, kind: str) -> float:
    """How many a second nine of ten listeners get, while the others are of this kind."""
    core, rest = processes.cores()
    others = listeners // 10
    with messaging_scene.receiver(at.home, rest) as receiver:
        urls = receiver.urls(listeners)
        urls[::10] = receiver.urls(others, kind)
        at.listen(urls)
        at.publish(each)
        with messaging_scene.worker(at, core):
            return receiver.until((listeners - others) * each).rate


def hanging(listeners: int, well: list[float], ill: list[float]) -> Row:
    """The best of each: what else the machine does only makes them slower."""
    part = max(ill) / max(well)
    told = f"{max(ill):,.0f}/s against {max(well):,.0f}/s ({part:.0%}); best of {len(well)}"
    what = f"{listeners:,} listeners of which {listeners // 10} hang: rate of the others"
    return Row(what, told, ">= 90 %", part >= 0.9)  # noqa: PLR2004 - the goal


def memory(at: Scene, count: int) -> Row:
    """The worker's memory after a tenth of the deliveries, and after all."""
    core, rest = processes.cores()
    with messaging_scene.receiver(at.home, rest) as receiver:
        at.listen(receiver.urls(LISTENERS))
        at.publish(count // LISTENERS)
        with messaging_scene.worker(at, core) as pid:
            receiver.until(count // 10)
            early = processes.resident_mb(pid)
            receiver.until(count)
            late = processes.resident_mb(pid)
    told = f"{early:.1f} MiB, {late:.1f} MiB ({late / early - 1:+.1%})"
    what = f"memory of the worker after {count // 10:,} and {count:,} deliveries"
    return Row(what, told, "+ 10 % at most", late <= early * 1.1)
