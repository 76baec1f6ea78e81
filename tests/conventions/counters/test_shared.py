"""Counts of all processes of one machine are exact, whoever is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conventions.counters.shared import PROBES, SharedCounters
from conventions.counters.stripe import Stripe

NOON = 1_800_000_000
ROOT = Path(__file__).parents[3]

HITTER = """
import sys
from pathlib import Path
from conventions.counters.shared import SharedCounters
counters = SharedCounters(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(sum(counters.hit(b"k", budget=5000, per=60, now=1_800_000_000).allowed for _ in range(3000)))
"""

ENDLESS = """
import sys
from itertools import count
from pathlib import Path
from conventions.counters.shared import SharedCounters
counters = SharedCounters(Path(sys.argv[1]), slots=64, stripes=2)
print("ready", flush=True)
for number in count():
    counters.add(b"%d" % (number % 500), per=60, now=1_800_000_000 + number // 5000)
"""

FORKING = """
import os, sys
from pathlib import Path
from conventions.counters.shared import SharedCounters
counters = SharedCounters(Path(sys.argv[1]))
print("ready", flush=True)
child = os.fork()
for _ in range(3000):
    counters.add(b"k", per=60, now=1_800_000_000)
if child:
    os.waitpid(child, 0)
"""


def start(program, folder):
    started = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout.readline() == "ready\n"
    return started


def test_four_processes_together_are_allowed_exactly_the_budget(tmp_path):
    processes = [start(HITTER, tmp_path) for _ in range(4)]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()

    allowed = [int(process.communicate()[0]) for process in processes]

    assert sum(allowed) == 5000


@pytest.mark.parametrize("turn", range(5))
def test_a_killed_process_leaves_no_lock_held_and_no_slot_torn(tmp_path, turn):
    process = start(ENDLESS, tmp_path)
    survivor = SharedCounters(tmp_path, slots=64, stripes=2)
    for number in range(200 * (turn + 1)):  # so that the kill falls anywhere
        survivor.peek(b"%d" % number, per=60, now=NOON)
    process.send_signal(signal.SIGKILL)
    process.communicate()

    later = NOON + 86_400
    counted = [survivor.add(b"mine", per=60, now=later) for _ in range(20)]

    assert counted == list(range(1, 21))
    assert states_of(survivor, later) == [20]
    survivor.close()


def states_of(counters, now):
    """The counts of all slots that are live at `now`."""
    states = list(counters._words)[2::3]
    return [state & 0xFFFFFF for state in states if state >> 24 > now]


def test_a_lock_goes_with_the_process_that_holds_it(tmp_path):
    path = tmp_path / "lock"
    holder = start(
        "import sys; from pathlib import Path; from conventions.counters.stripe import Stripe\n"
        "with Stripe(Path(sys.argv[1])):\n    print('ready', flush=True); sys.stdin.readline()",
        path,
    )
    holder.kill()
    holder.communicate()

    stripe = Stripe(path)
    with stripe:
        pass
    stripe.close()


def test_a_lock_held_elsewhere_is_waited_for(tmp_path):
    path = tmp_path / "lock"
    holder = start(
        "import sys; from pathlib import Path; from conventions.counters.stripe import Stripe\n"
        "with Stripe(Path(sys.argv[1])):\n"
        "    print('ready', flush=True); sys.stdin.readline(); print('leaving', flush=True)",
        path,
    )
    stripe = Stripe(path)
    holder.stdin.write("go\n")
    holder.stdin.flush()

    with stripe:
        assert holder.stdout.readline() == "leaving\n"

    holder.communicate()
    stripe.close()


def test_a_forked_child_excludes_its_parent(tmp_path):
    process = start(FORKING, tmp_path)
    process.communicate("go")
    counters = SharedCounters(tmp_path)

    assert counters.peek(b"k", per=60, now=NOON) == 6000
    counters.close()


def test_counts_outlive_the_process_that_made_them(tmp_path):
    first = SharedCounters(tmp_path)
    first.add(b"k", per=60, now=NOON)
    first.close()

    second = SharedCounters(tmp_path)

    assert second.peek(b"k", per=60, now=NOON) == 1
    second.close()


def test_the_file_never_grows(tmp_path):
    counters = SharedCounters(tmp_path, slots=1024, stripes=4)
    size = sum(path.stat().st_size for path in tmp_path.iterdir())

    for number in range(5000):
        counters.add(b"%d" % number, per=60, now=NOON)

    assert sum(path.stat().st_size for path in tmp_path.iterdir()) == size == 1024 * 24
    assert len(states_of(counters, NOON)) + counters.evicted == 5000
    counters.close()


def test_slots_whose_time_is_over_are_taken_before_live_ones(tmp_path):
    counters = SharedCounters(tmp_path, slots=PROBES, stripes=1)
    for number in range(PROBES - 1):
        counters.add(b"over %d" % number, per=60, now=NOON)
    counters.add(b"live", per=3600, now=NOON)

    for number in range(PROBES - 1):
        counters.add(b"new %d" % number, per=60, now=NOON + 60)

    assert counters.evicted == 0
    assert counters.peek(b"live", per=3600, now=NOON + 60) == 1
    counters.close()


def test_without_free_slots_the_count_that_ends_first_makes_room(tmp_path):
    counters = SharedCounters(tmp_path, slots=PROBES, stripes=1)
    counters.add(b"short", per=60, now=NOON)
    for number in range(PROBES - 1):
        counters.add(b"%d" % number, per=3600, now=NOON)

    counters.add(b"new", per=60, now=NOON)

    assert counters.evicted == 1
    assert counters.peek(b"short", per=60, now=NOON) == 0
    assert counters.peek(b"0", per=3600, now=NOON) == 1
    counters.close()


def test_no_two_of_many_keys_are_taken_for_one(tmp_path):
    counters = SharedCounters(tmp_path)

    counted = {counters.add(b"%d" % number, per=60, now=NOON) for number in range(20_000)}

    assert counted == {1}
    counters.close()
