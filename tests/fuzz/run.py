"""Runs of schemathesis against a server process of its own, judged by the gate."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench import processes
from contract.load import load
from tests.fuzz import gate, material

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
"""Not at the root of the repository, where every other use of schemathesis would find it."""

SCENARIOS = "stateful"
PHASES = ("examples", "coverage", "fuzzing", SCENARIOS)
WITHOUT_CHANCE = ("examples", "coverage", SCENARIOS)
TURNS = 10
"""Runs in which the scenarios of one API must all have been played."""


@dataclass(frozen=True)
class Outcome:
    """`objections` is empty when the run proved what it should; `text` is what schemathesis printed."""

    objections: list[str]
    text: str
    cases: int
    played: int = 0
    """Scenarios that made a call."""


@dataclass(frozen=True)
class Effort:
    """`examples` is the most for one operation and phase, and the number of stateful scenarios of each API."""

    seed: int
    examples: int
    deterministic: bool = False


@dataclass(frozen=True)
class _Part:
    """What is tested in one run of schemathesis; `tag` leaves the other operations out."""

    name: str
    phases: list[str]
    tag: str | None = None


def run(home: Path, phases: Sequence[str], effort: Effort, *, api: str | None = None) -> Outcome:
    """Test every operation, then the scenarios of each API, each with a server and a database of its own in `home`.

    With `api`, only that one's.

    In one run, scenarios would use what the other phases left behind; what one of them deletes or revokes gives
    another course to the next, which makes Hypothesis end the phase. And scenarios of all APIs together hardly ever
    come to the links of the smaller ones.
    """
    alone = [phase for phase in phases if phase != SCENARIOS]
    apis = load(ROOT / "openapi.yaml").apis if api is None else [api]
    parts = [_Part("operations", alone, api)] if alone else []
    if SCENARIOS in phases:
        parts += [_Part(name, [SCENARIOS], name) for name in apis]
    made = home / "made"
    made.mkdir()
    material.prepare(made)
    outcomes = []
    for part in parts:
        play = _scenarios if part.phases == [SCENARIOS] else _served
        outcomes.append(play(home / part.name, made, part, effort))
    return Outcome(
        [objection for outcome in outcomes for objection in outcome.objections],
        "\n".join(outcome.text for outcome in outcomes),
        sum(outcome.cases for outcome in outcomes),
    )


def _scenarios(home: Path, made: Path, part: _Part, effort: Effort) -> Outcome:
    """Play scenarios until there are as many as were asked for, each turn with the next seed and a server of its own.

    Hypothesis plays a scenario again to vary its end, and stops when the beginning takes another course: a place that
    was booked is taken.
    """
    turns: list[Outcome] = []
    played = 0
    for turn in range(1 if effort.deterministic else TURNS):
        left = replace(effort, seed=effort.seed + turn, examples=effort.examples - played)
        turns.append(_served(home.with_name(f"{home.name}-{turn}"), made, part, left))
        played += turns[-1].played
        if turns[-1].objections or played >= effort.examples:
            break
    return Outcome(
        [
            *(objection for one in turns for objection in one.objections),
            *gate.to_enough(wanted=effort.examples, played=played),
        ],
        "\n".join(one.text for one in turns),
        sum(one.cases for one in turns),
        played,
    )


def _served(home: Path, made: Path, part: _Part, effort: Effort) -> Outcome:
    shutil.copytree(made, home)
    port = processes.free_port()
    environ = _environ(home, port)
    command = [sys.executable, "-m", "tests.fuzz.served"]
    log = home / "server.log"
    with processes.running(command, env=environ, log=log, port=port):
        url = f"http://127.0.0.1:{port}/openapi.json"
        outcome = _tested(home, url, part, effort, environ)
    said = log.read_text("utf-8", errors="replace")[-4000:]
    return replace(outcome, text=f"{outcome.text}\nserver log, the end:\n{said}")


def _tested(
    home: Path, url: str, part: _Part, effort: Effort, environ: Mapping[str, str]
) -> Outcome:
    report, events = home / "report.json", home / "events.ndjson"
    done = subprocess.run(
        [
            *(_beside("st"), "--config-file", str(CONFIGURATION), "run", url),
            *("--phases", ",".join(part.phases), "--seed", str(effort.seed)),
            *("--max-examples", str(effort.examples), "--report-json-path", str(report)),
            *("--report-ndjson-path", str(events)),
            *(["--include-tag", part.tag] if part.tag else []),
            *(["--generation-deterministic"] if effort.deterministic else []),
        ],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if not report.is_file():
        return Outcome(["schemathesis wrote no report"], done.stdout, 0)
    told = json.loads(report.read_text("utf-8"))
    if part.phases == [SCENARIOS]:
        objections = gate.to_scenarios(told)
    else:
        objections = gate.to_operations(_document(url), told, part.phases, tag=part.tag)
    return Outcome(objections, done.stdout, told["test_cases"]["generated"], _played(events))


def _document(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(url, timeout=30) as answer:
        document: dict[str, Any] = json.load(answer)
    return document


def _played(events: Path) -> int:
    """How many scenarios made at least one call."""
    with events.open("rb") as lines:
        finished = [
            json.loads(line)["ScenarioFinished"]
            for line in lines
            if b'"ScenarioFinished"' in line[:40]
        ]
    return sum(one["phase"] == SCENARIOS and one["status"] != "skip" for one in finished)


def _environ(home: Path, port: int) -> dict[str, str]:
    """Every house rule on; budgets out of reach, since a 429 tests nothing but the budget; nothing is sent to anybody.

    The hooks give every call an address of its own, as a proxy would: so many wrong keys are tried that one
    address would be locked out.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHARTER_")}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "CHARTER_HOME": str(home),
        "CHARTER_PORT": str(port),
        "CHARTER_RATE_LIMIT_SCALE": "1000000",
        "CHARTER_DELIVER": "false",
        "CHARTER_TRUSTED_PROXIES": "127.0.0.1",
        "CHARTER_FUZZ_PEOPLE": str(home / material.PEOPLE),
        "CHARTER_FUZZ_MATERIAL": str(home / material.HOOKS),
        "CHARTER_VALIDATE_RESPONSES": "full",
        "CHARTER_LOG_LEVEL": "warning",
        "NO_COLOR": "1",
        "COLUMNS": "120",
    }


def _beside(command: str) -> str:
    return str(Path(sys.executable).with_name(command))
