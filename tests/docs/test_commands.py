"""Blocks tagged `sh` are what a reader pastes, one after the other; `console` shows what is typed elsewhere."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from process import COMMAND, Serving

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN_REFUSED = {"304", "409", "412", "422"}

PRELUDE = """\
set -eu
curl() { command curl --write-out '%{stderr}\\nSTATUS %{http_code} %{method} %{url}\\n' "$@"; }
"""

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="the pages use curl")


@pytest.fixture
def shell(tmp_path):
    """A shell beside a server with the demo organization, as a newcomer has it after `make run`."""
    environ = {**os.environ, "CHARTER_HOME": str(tmp_path)}
    made = {}
    for command in (("db", "upgrade"), ("demo",)):
        made = subprocess.run(
            [*COMMAND, *command], cwd=ROOT, env=environ, capture_output=True, text=True, check=True
        ).stdout
    key = re.search(r"charter_live_\w+", made)[0]
    with Serving(tmp_path, cwd=ROOT, CHARTER_WEBHOOK_ALLOW_NETWORKS="127.0.0.2/32") as serving:

        def shell(script: str) -> subprocess.CompletedProcess[str]:
            script = script.replace(".venv/bin/python", shlex.quote(sys.executable))
            script = script.replace(".venv/bin/charter", shlex.join(COMMAND))
            return subprocess.run(
                ["bash", "-c", PRELUDE + script],
                cwd=ROOT, env={**environ, "KEY": key, "URL": serving.url},
                capture_output=True, text=True, timeout=120, check=False,
            )  # fmt: skip

        shell.first_steps = made.replace("http://127.0.0.1:8080", serving.url)
        yield shell


def commands(page):
    return "\n".join(BLOCK.findall(page.read_text()))


@pytest.mark.parametrize(
    "page", [page for page in PAGES if commands(page)], ids=lambda page: page.name
)
def test_every_command_of_the_page_does_what_it_says(shell, page):
    ran = shell(commands(page))

    statuses = re.findall(r"^STATUS (\d+) (.*)$", ran.stderr, re.MULTILINE)
    assert ran.returncode == 0, ran.stderr
    assert [s for s in statuses if not s[0].startswith("2") and s[0] not in SHOWN_REFUSED] == []


def test_the_three_requests_that_the_demo_prints_work(shell):
    lines = [line for line in shell.first_steps.splitlines() if line.startswith("    ")]
    script = "\n".join(line for line in lines if not line.strip().startswith("charter_"))

    ran = shell(script)

    assert ran.returncode == 0, ran.stderr
    assert re.findall(r"^STATUS (\d+)", ran.stderr, re.MULTILINE) == ["200", "200", "201"]


def test_the_readme_shows_the_two_commands_that_the_makefile_has():
    readme = (ROOT / "README.md").read_text()

    for target in re.findall(r"^\$ make ([a-z-]+)", readme, re.MULTILINE):
        planned = subprocess.run(
            ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert planned.returncode == 0, planned.stderr


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"], ids=lambda page: page.name
)
def test_every_link_to_a_file_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []
