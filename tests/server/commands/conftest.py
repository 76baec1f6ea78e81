import json
from dataclasses import dataclass
from typing import Any

import pytest

from server.commands import main


@dataclass
class Outcome:
    """What a command did: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own for the command line of one test."""
    monkeypatch.setenv("CHARTER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def charter(home, capfd):
    """Run one command of the command line."""

    def run(*arguments: str) -> Outcome:
        capfd.readouterr()
        try:
            status = main(arguments)
        except SystemExit as exc:  # argparse: --help and wrong usage
            status = int(exc.code or 0)
        out, err = capfd.readouterr()
        return Outcome(status, out, err)

    return run


@pytest.fixture
def migrated(charter):
    """The same, with a database whose schema is there."""
    assert charter("db", "upgrade").status == 0
    return charter
