"""Where the time of one operation goes, and how many function calls it takes: the same every run.

python -m bench.profile getResource --server charter --count 1000
"""

import argparse
import contextlib
import cProfile
import importlib.util
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

from bench import servers
from bench.inprocess import Caller, application, calling
from bench.material import OPERATIONS

WARM_UP = 50
WAITS = ("thread.lock", "select.epoll", "SimpleQueue", "getstats", "Threads.rows")
Rows = dict["CodeType | str", tuple[int, float, float]]


@dataclass(frozen=True)
class Profile:
    """What `requests` cost: per function its calls, its own seconds, its seconds with callees."""

    requests: int
    rows: Rows

    @property
    def calls(self) -> float:
        """Function calls per request, built-in ones included."""
        return sum(calls for calls, _, _ in self.rows.values()) / self.requests

    @property
    def python_calls(self) -> float:
        """Calls of functions written in Python per request."""
        code = (row for of, row in self.rows.items() if isinstance(of, CodeType))
        return sum(calls for calls, _, _ in code) / self.requests

    def told(self, top: int) -> str:
        """The functions that cost most themselves, µs and calls per request."""
        lines = ["  own µs  total µs    calls  function"]
        working = [row for row in self.rows.items() if not _waits(row[0])]
        for of, (calls, own, total) in sorted(working, key=lambda row: -row[1][1])[:top]:
            each = (own * 1e6 / self.requests, total * 1e6 / self.requests, calls / self.requests)
            lines.append(f"{each[0]:8.1f}  {each[1]:8.1f}  {each[2]:7.2f}  {_name(of)}")
        lines.append(f"{self.calls:.1f} calls per request, {self.python_calls:.1f} of them Python")
        return "\n".join(lines)


class Threads:
    """A cProfile in this thread and in every one that starts later; made before the application.

    From Python 3.12 on the interpreter allows one, and then only this thread is seen.
    """

    def __init__(self) -> None:
        self._profiles: list[cProfile.Profile] = []
        threading.setprofile(self._begin)
        self._begin()

    def _begin(self, *_event: object) -> None:
        profile = cProfile.Profile()
        with contextlib.suppress(ValueError):
            profile.enable()
            self._profiles.append(profile)

    def rows(self) -> Rows:
        """What all threads together have done up to now."""
        found: Rows = {}
        for profile in self._profiles:
            for entry in profile.getstats():
                calls, own, total = found.get(entry.code, (0, 0.0, 0.0))
                found[entry.code] = (
                    calls + entry.callcount,
                    own + entry.inlinetime,
                    total + entry.totaltime,
                )
        return found

    def end(self) -> None:
        threading.setprofile(None)
        self._profiles[0].disable()


def profiled(caller: Caller, threads: Threads, operation: str, count: int) -> Profile:
    """What `count` requests cost after a warm-up."""
    caller.ask(operation, WARM_UP)
    before = threads.rows()
    caller.ask(operation, count)
    rows = {}
    for of, after in threads.rows().items():
        calls, own, total = before.get(of, (0, 0.0, 0.0))
        if after[0] > calls:
            rows[of] = (after[0] - calls, after[1] - own, after[2] - total)
    return Profile(count, rows)


def _waits(of: CodeType | str) -> bool:
    return any(name in (of if isinstance(of, str) else of.co_qualname) for name in WAITS)


def _name(of: CodeType | str) -> str:
    if isinstance(of, str):
        return of
    place = Path(of.co_filename)
    return f"{'/'.join(place.parts[-3:])}:{of.co_firstlineno} {of.co_qualname}"


def _sampled(work: Callable[[], Any]) -> str:
    if importlib.util.find_spec("pyinstrument") is None:
        return ""
    from pyinstrument import Profiler  # noqa: PLC0415 - it may be absent

    with Profiler(interval=0.0005) as sampler:
        work()
    return sampler.output_text(show_all=False)


def main() -> int:
    """Profile one operation of one server and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.profile", description=__doc__)
    parser.add_argument("operation", choices=OPERATIONS)
    parser.add_argument("--server", choices=servers.NAMES, default=servers.CHARTER)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--top", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="charter-profile-") as home:
        threads = Threads()
        with application(given.server, Path(home)) as (app, key), calling(app, key) as caller:
            found = profiled(caller, threads, given.operation, given.count)
            threads.end()
            sampled = _sampled(lambda: caller.ask(given.operation, given.count))
    print(f"{sampled}\n{given.server}: {given.operation}\n{found.told(given.top)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
