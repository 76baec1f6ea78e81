"""Load resources through the API, each exactly once whatever breaks on the way, and prove it.

python -m bench.load --url http://127.0.0.1:8080 --key KEY --count 100000 --verify
"""

import argparse
import queue
import secrets
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus

from bench.churn import Churn
from bench.client import Answer, Client, OutOfTimeError
from bench.material import PATH, name_of, resource
from bench.verify import faults, listed

PATIENCE = 180.0
"""Seconds for one call: longer than the window of any rate limit of the document."""


@dataclass
class Outcome:
    """What became of a load: ids by name, refusals by status and code, tries above the first."""

    made: dict[str, str] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    unanswered: list[str] = field(default_factory=list)
    retries: int = 0
    seconds: float = 0.0


def load(
    url: str,
    key: str,
    *,
    count: int,
    prefix: str,
    connections: int = 8,
    progress: Callable[[int, float], None] = lambda _done, _seconds: None,
) -> Outcome:
    """Create `count` resources named after `prefix`; a second run with the same prefix adds none.

    Idempotency keys are the names, so even a repeated run within their time is a replay.
    """
    outcome = Outcome()
    numbers: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(count):
        numbers.put(number)
    start = time.monotonic()
    lock = threading.Lock()

    def work() -> None:
        client = Client(url, key, patience=PATIENCE)
        for name in _taken(numbers, prefix):
            answer = _created(client, name)
            with lock:
                _note(outcome, name, answer)
                done = len(outcome.made) + outcome.refused.total() + len(outcome.unanswered)
                progress(done, time.monotonic() - start)
        with lock:
            outcome.retries += client.retries
        client.close()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(connections, count))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcome.seconds = time.monotonic() - start
    return outcome


def _taken(numbers: "queue.SimpleQueue[int]", prefix: str) -> Iterator[str]:
    while True:
        try:
            yield name_of(prefix, numbers.get_nowait())
        except queue.Empty:
            return


def _created(client: Client, name: str) -> Answer | None:
    try:
        return client.post(PATH, resource(name), idempotency_key=f"load-{name}")
    except OutOfTimeError:
        return None


def _note(outcome: Outcome, name: str, answer: Answer | None) -> None:
    if answer is None:
        outcome.unanswered.append(name)
    elif answer.status == HTTPStatus.CREATED:
        outcome.made[name] = answer.content["id"]
    else:
        code = answer.content.get("error") or answer.content.get("code")
        outcome.refused[f"{answer.status} {code}"] += 1


def _progress(count: int) -> Callable[[int, float], None]:
    told = 0.0

    def tell(done: int, seconds: float) -> None:
        nonlocal told
        if seconds - told < 1.0 and done < count:
            return
        told = seconds
        rate = done / max(seconds, 1e-9)
        left = (count - done) / max(rate, 1e-9)
        sys.stderr.write(f"\r{done:,} of {count:,}  {rate:,.0f}/s  {left:,.0f} s left   ")
        sys.stderr.flush()

    return tell


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--key", required=True, help="a key with registry:read and registry:write")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--prefix", default=f"load-{secrets.token_hex(4)}", help="of the names")
    parser.add_argument("--no-load", action="store_true", help="only verify an earlier load")
    parser.add_argument(
        "--verify", action="store_true", help="list to the end, while others write, and compare"
    )
    return parser.parse_args()


def main() -> int:
    """Load, tell, verify; 0 when everything asked for is true."""
    given = _arguments()
    whole = True
    if not given.no_load:
        outcome = load(
            given.url,
            given.key,
            count=given.count,
            prefix=given.prefix,
            connections=given.connections,
            progress=_progress(given.count),
        )
        print(
            f"\n{len(outcome.made):,} resources '{given.prefix}-…' in {outcome.seconds:.1f} s"
            f" ({len(outcome.made) / outcome.seconds:,.0f}/s), {outcome.retries} tries again,"
            f" {len(outcome.unanswered)} unanswered, refused: {dict(outcome.refused) or 'none'}"
        )
        whole = len(outcome.made) == given.count
    if given.verify or given.no_load:
        with Churn(given.url, given.key) as churn:
            wrong = faults(listed(given.url, given.key), count=given.count, prefix=given.prefix)
        print(f"Listed to the end while {churn.changes:,} others were created and deleted.")
        print("\n".join(wrong[:20]) or f"Verified: {given.count:,} resources, each exactly once.")
        whole = whole and not wrong
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
