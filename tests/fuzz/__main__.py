"""Fuzz every operation in every phase; the seeds are printed, so that a find can be repeated."""

# ruff: noqa: T201 - a command line prints

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.run import PHASES, Effort, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument(
        "seeds", metavar="SEED", type=int, nargs="*", help="default: three new ones"
    )
    parser.add_argument("--phases", default=",".join(PHASES), help="separated by commas")
    parser.add_argument("--examples", type=int, default=200, help="for each operation")
    parser.add_argument("--api", help="only this one, called as its tag is")
    args = parser.parse_args()
    seeds = args.seeds or [secrets.randbelow(2**31) for _ in range(3)]
    phases = args.phases.split(",")
    return max(_tried(phases, Effort(seed, args.examples), args.api) for seed in seeds)


def _tried(phases: list[str], effort: Effort, api: str | None) -> int:
    seed = effort.seed
    print(f"seed {seed} …", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="charter-fuzz-") as home:
        outcome = run(Path(home), phases, effort, api=api)
    cases = outcome.cases
    spent = time.monotonic() - began
    if not outcome.objections:
        print(f"seed {seed}: nothing found in {cases} cases ({spent:.0f} s)", flush=True)
        return 0
    print(outcome.text)
    print(
        f"seed {seed}, {cases} cases ({spent:.0f} s):", *outcome.objections, sep="\n  ", flush=True
    )
    return 1


sys.exit(main())
