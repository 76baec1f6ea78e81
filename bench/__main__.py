"""`make bench`: measure this server and its peers in one run and write the table of results.

python -m bench --rounds 5 --seconds 3 --only getResource
"""

import argparse
import contextlib
import importlib.util
import itertools
import os
import sys
import tempfile
from pathlib import Path

from bench import chapters, processes, results, servers, wrk
from bench.material import OPERATIONS

RESULTS = Path(__file__).with_name("RESULTS.md")
WARM_UP = 1


def main() -> int:
    """Measure, print, write; 1 if a round was invalid, 2 if something needed is missing."""
    given = _arguments()
    try:
        _demand(given.servers)
        with tempfile.TemporaryDirectory(prefix="charter-bench-") as home:
            report, sound = run(given, Path(home))
    except (wrk.ToolMissingError, servers.CharterMissingError) as missing:
        sys.stderr.write(f"{missing}\n")
        return 2
    except (wrk.MaterialError, processes.StartFailedError) as failed:
        sys.stderr.write(f"{failed}\n")
        return 1
    print(report)
    if given.output:
        chapters.write(given.output, "Results", report)
    return 0 if sound else 1


def run(given: argparse.Namespace, home: Path) -> tuple[str, bool]:
    """The report of all rounds, and whether every round was valid."""
    server_core, load_cores = processes.cores()
    load_before = os.getloadavg()[0]
    rounds: dict[tuple[str, str], list[wrk.Measured]] = {}
    with contextlib.ExitStack() as stack:
        started: list[tuple[servers.Server, Path]] = []
        for number, name in enumerate(given.servers):
            _tell(f"starting and filling: {name}")
            place = home / str(number)
            server = stack.enter_context(servers.started(name, place, core=server_core))
            wrk.prepare(server, place)
            started.append((server, place))
        for turn, (operation, (server, place)) in itertools.product(
            range(given.rounds + 1), itertools.product(given.only, started)
        ):
            seconds, unique = given.seconds if turn else WARM_UP, f"{operation}-{turn}"
            measured = wrk.measure(
                server, operation, place, seconds=seconds, cores=load_cores, unique=unique
            )
            _tell(f"{turn or 'warm-up'} {operation} {server.name}: {measured.told}")
            if turn:
                rounds.setdefault((operation, server.name), []).append(measured)
    load = (load_before, os.getloadavg()[0])
    sound = not any(measured.errors for each in rounds.values() for measured in each)
    begun = [server for server, _ in started]
    return results.markdown(rounds, seconds=given.seconds, load=load, started=begun), sound


def _demand(names: list[str]) -> None:
    wrk.demand_tools()
    for package in ("fastapi", "uvicorn") if set(names) & set(servers.PEERS) else ():
        if importlib.util.find_spec(package) is None:
            raise wrk.ToolMissingError(f"The peers need {package}: pip install -e '.[bench]'")


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each measured stretch")
    parser.add_argument("--only", action="append", choices=OPERATIONS, help="may be repeated")
    parser.add_argument("--servers", action="append", choices=servers.NAMES, help="may be repeated")
    parser.add_argument("--output", type=Path, help="default: bench/RESULTS.md for a whole run")
    given = parser.parse_args()
    whole = not given.only and not given.servers
    given.only = given.only or list(OPERATIONS)
    given.servers = given.servers or list(servers.NAMES)
    given.output = given.output or (RESULTS if whole else None)
    return given


if __name__ == "__main__":
    sys.exit(main())
