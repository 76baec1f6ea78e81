"""What reading customers costs the server, against its peers reading as many things of as many fields."""

from collections.abc import Callable
from pathlib import Path

from bench import processes, servers
from bench.client import Client
from bench.material import PATH, name_of, resource
from bench.studio_table import Row

PEERS = {"connexion": (5, 10), "FastAPI": (3, 3)}
"""How many times as much one thing, and a list of a hundred, cost them at least."""
LISTED = 100
_WARM_UP = 20


def cost(pid: int, ask: Callable[[], object], calls: int) -> float:
    """Microseconds of CPU that the server spends on one call."""
    for _ in range(_WARM_UP):
        ask()
    before = processes.cpu_seconds(pid)
    for _ in range(calls):
        ask()
    return (processes.cpu_seconds(pid) - before) / calls * 1e6


def peer(name: str, home: Path, core: str | None, calls: int) -> tuple[float, float]:
    """What one resource and a list of `LISTED` cost the server of that name."""
    with servers.started(name, home, core=core) as server:
        client = Client(server.url, server.key)
        for number in range(LISTED):
            called = name_of("p", number)
            made = client.post(PATH, resource(called), idempotency_key=called).content
        one = cost(server.pid, lambda: client.get(f"{PATH}/{made['id']}"), calls)
        many = cost(server.pid, lambda: client.get(PATH, {"limit": LISTED}), max(calls // 10, 1))
        client.close()
    return one, many


def compared(
    name: str, wanted: tuple[int, int], theirs: tuple[float, float], ours: tuple[float, float]
) -> list[Row]:
    """A row for one customer and a row for a list of them."""
    whats = (f"GET /customers/{{id}} against {name}", f"GET /customers of {LISTED} against {name}")
    return [
        Row(what, f"{us:,.0f} µs, {it:,.0f} µs ({it / us:.1f} x)", f">= {goal} x", it / us >= goal)
        for what, goal, it, us in zip(whats, wanted, theirs, ours, strict=True)
    ]
