import os
import subprocess
import sys

import pytest

from server.commands import COMMANDS, main

SUBCOMMANDS = [
    *((name,) for name in COMMANDS),
    ("db", "upgrade"),
    ("org", "create"),
    ("key", "create"),
    ("key", "revoke"),
    ("document", "check"),
    ("document", "bundle"),
    ("document", "publish"),
]


@pytest.mark.parametrize("command", SUBCOMMANDS, ids=" ".join)
def test_every_command_explains_itself(charter, command):
    shown = charter(*command, "--help")

    assert shown.status == 0
    assert shown.out.startswith(f"usage: charter {' '.join(command)} ")


def test_the_list_of_commands_says_what_each_is_for(charter):
    shown = charter("--help")

    assert shown.status == 0
    for name, text in COMMANDS.items():
        assert f"{name} " in shown.out
        assert text in " ".join(shown.out.split())


@pytest.mark.parametrize(
    "arguments", [(), ("fly",), ("org",), ("org", "create"), ("serve", "--what")]
)
def test_wrong_usage_is_status_two_and_shows_the_usage(charter, arguments):
    refused = charter(*arguments)

    assert refused.status == 2
    assert refused.err.startswith("usage: charter")


def test_a_bad_setting_is_one_line_that_names_it(charter, monkeypatch):
    monkeypatch.setenv("CHARTER_PORT", "http")

    refused = charter("db", "upgrade")

    assert refused.status == 1
    assert (
        refused.err
        == "charter: CHARTER_PORT is 'http', but must be a whole number from 0 to 65535\n"
    )


def test_without_a_schema_a_command_says_how_to_get_one(charter):
    refused = charter("org", "create", "io.example.acme")

    assert refused.status == 1
    assert refused.err.endswith("run: charter db upgrade\n")


def test_an_unforeseen_failure_is_one_line_and_says_how_to_see_more(charter, home):
    home.mkdir()
    (home / "charter.db").write_bytes(b"this is no database" * 100)

    refused = charter("org", "create", "io.example.acme")

    assert refused.status == 1
    assert refused.err.count("\n") == 1
    assert "CHARTER_LOG_LEVEL=debug" in refused.err


def test_with_debug_an_unforeseen_failure_shows_where(home, monkeypatch):
    home.mkdir()
    (home / "charter.db").write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("CHARTER_LOG_LEVEL", "debug")

    with pytest.raises(Exception, match="file is not a database"):
        main(["org", "create", "io.example.acme"])


def test_a_reader_that_goes_away_is_no_traceback(home):
    environ = {**os.environ, "CHARTER_HOME": str(home)}
    command = f"{sys.executable} -m server.commands document bundle"

    piped = subprocess.run(
        ["bash", "-c", f"{command} | head -n 1"],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )

    assert piped.stdout == "openapi: 3.0.3\n"
    assert piped.stderr == ""
