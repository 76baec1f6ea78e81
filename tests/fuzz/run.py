"""Runs of schemathesis against a server process of its own, judged by the gate."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import processes
from tests.fuzz import gate, material

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
"""Not at the root of the repository, where every other use of schemathesis would find it."""

SCENARIOS = "stateful"
PHASES = ("examples", "coverage", "fuzzing", SCENARIOS)
WITHOUT_CHANCE = ("examples", "coverage", SCENARIOS)


@dataclass(frozen=True)
class Outcome:
    """`objections` is empty when the run proved what it should; `text` is what schemathesis printed."""

    objections: list[str]
    text: str
    cases: int


@dataclass(frozen=True)
class Effort:
    """`examples` is the most for one operation and phase, and the number of stateful scenarios."""

    seed: int
    examples: int
    deterministic: bool = False


def run(home: Path, phases: Sequence[str], effort: Effort) -> Outcome:
    """Test every operation, then the scenarios, each with a server and a database of its own in `home`.

    In one run, scenarios would use what the other phases left behind; what one of them deletes or revokes gives
    another course to the next, which makes Hypothesis end the phase. And the wrong keys of the first run would
    have locked out the second one's.
    """
    parts = [[phase for phase in phases if phase != SCENARIOS]]
    if SCENARIOS in phases:
        parts.append([SCENARIOS])
    outcomes = [_served(home / part[0], part, effort) for part in parts if part]
    return Outcome(
        [objection for outcome in outcomes for objection in outcome.objections],
        "\n".join(outcome.text for outcome in outcomes),
        sum(outcome.cases for outcome in outcomes),
    )


def _served(home: Path, phases: list[str], effort: Effort) -> Outcome:
    home.mkdir()
    made, port = material.prepared(home), processes.free_port()
    environ = _environ(home, port) | {
        "CHARTER_FUZZ_PEOPLE": str(made.people),
        "CHARTER_FUZZ_MATERIAL": str(made.hooks),
    }
    command = [_beside("charter"), "serve", "--host", "127.0.0.1", "--port", str(port)]
    log = home / "server.log"
    with processes.running(command, env=environ, log=log, port=port):
        url = f"http://127.0.0.1:{port}/openapi.json"
        outcome = _tested(home, url, phases, effort, environ)
    said = log.read_text("utf-8", errors="replace")[-4000:]
    return Outcome(
        outcome.objections, f"{outcome.text}\nserver log, the end:\n{said}", outcome.cases
    )


def _tested(
    home: Path, url: str, phases: list[str], effort: Effort, environ: Mapping[str, str]
) -> Outcome:
    report, events = home / "report.json", home / "events.ndjson"
    done = subprocess.run(
        [
            *(_beside("st"), "--config-file", str(CONFIGURATION), "run", url),
            *("--phases", ",".join(phases), "--seed", str(effort.seed)),
            *("--max-examples", str(effort.examples), "--report-json-path", str(report)),
            *("--report-ndjson-path", str(events)),
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
    if phases == [SCENARIOS]:
        objections = gate.to_scenarios(told, wanted=effort.examples, played=_played(events))
    else:
        objections = gate.to_operations(_document(url), told, phases)
    return Outcome(objections, done.stdout, told["test_cases"]["generated"])


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
    """Every house rule on; budgets out of reach, since a 429 tests nothing but the budget."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHARTER_")}
    return kept | {
        "CHARTER_HOME": str(home),
        "CHARTER_PORT": str(port),
        "CHARTER_RATE_LIMIT_SCALE": "1000000",
        "CHARTER_VALIDATE_RESPONSES": "full",
        "CHARTER_LOG_LEVEL": "warning",
        "NO_COLOR": "1",
        "COLUMNS": "120",
    }


def _beside(command: str) -> str:
    return str(Path(sys.executable).with_name(command))
