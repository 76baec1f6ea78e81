import os
import re
import subprocess
import sys
import tomllib

import pytest
import yaml
from process import Serving

from contract.load import load
from server.settings import ROOT


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A new project, made by the command line."""
    folder = tmp_path_factory.mktemp("new") / "acme-api"
    subprocess.run(
        [sys.executable, "-m", "server.commands", "new", str(folder), "--api-name", "Acme & Söhne"],
        capture_output=True,
        check=True,
    )
    return folder


def run(project, *command, **options):
    """Run Python in the project, as its own environment would: its packages before ours."""
    environ = {
        **os.environ,
        "CHARTER_HOME": str(project / "var"),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(project.parent / "hypothesis"),
        "PYTHONPATH": str(project),
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=project,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def test_the_document_speaks_of_the_new_api(project):
    info = yaml.safe_load((project / "openapi.yaml").read_text())["info"]

    assert info["title"] == "Acme & Söhne API"
    assert info["description"].startswith(
        "This API provides an interface for managing the resources of Acme & Söhne."
    )
    assert "--api-name" not in info["description"]


def test_the_document_has_registry_and_platform_and_no_faults(project):
    checked = run(project, "-m", "server.commands", "document", "check")

    assert (checked.returncode, checked.stderr) == (0, "")
    assert set(load(project / "openapi.yaml").apis) == {"platform", "registry"}


def test_nothing_is_left_of_the_other_apis(project):
    others = set(load(ROOT / "openapi.yaml").apis) - {"platform", "registry"}
    written = [file.read_text() for file in project.rglob("*.py")]

    for name in others:
        left = [text for text in written if re.search(rf"\b(models|handlers)\.{name}\b", text)]
        assert left == []
        assert not list(project.glob(f"*/{name}*"))
        assert f"openapi/{name}" not in (project / "openapi.yaml").read_text()


def test_every_test_of_it_can_be_imported(project):
    collected = run(project, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider")

    assert collected.returncode == 0, collected.stdout[-2000:]


def test_the_package_has_the_name_of_the_folder(project):
    made = tomllib.loads((project / "pyproject.toml").read_text())["project"]

    assert made["name"] == "acme-api"
    assert made["description"] == "The Acme & Söhne API."


def test_nothing_that_was_made_by_running_is_copied(project):
    names = {path.name for path in project.rglob("*")}

    assert not names & {".git", ".venv", "node_modules", "__pycache__", "var", ".hypothesis"}
    assert {
        "Makefile",
        "requirements.txt",
        ".gitignore",
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
    } <= names


def test_readme_and_changelog_are_its_own(project):
    for name in ("README.md", "CHANGELOG.md"):
        text = (project / name).read_text()
        assert "Acme & Söhne" in text
        assert "{{" not in text


def test_it_runs(project, tmp_path):
    environ = {"PYTHONPATH": str(project)}
    assert run(project, "-m", "server.commands", "db", "upgrade").stderr == ""
    assert run(project, "-m", "server.commands", "demo").stderr == ""

    with Serving(project / "var", cwd=project, **environ) as serving:
        assert serving.url


def test_it_passes_tests_of_its_own(project):
    """The whole of its suite is run by `make new-project`; here the part that reads the document."""
    ran = run(
        project,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/contract",
        "tests/locales",
        "tests/server/test_settings.py",
    )

    assert ran.returncode == 0, ran.stdout


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_that_is_in_use_is_never_written_to(charter, elsewhere):
    (elsewhere / "acme").mkdir()
    (elsewhere / "acme" / "mine.txt").write_text("mine")

    refused = charter("new", "acme", "--api-name", "Acme")

    assert refused.status == 1
    assert refused.err == f"charter: {elsewhere}/acme is there already, and not empty\n"
    assert [path.name for path in (elsewhere / "acme").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("name", "api"), [("123", "Acme"), ("___", "Acme"), ("acme", " "), ("acme", "A\x00B")]
)
def test_names_that_cannot_be_are_refused_before_anything_is_written(charter, elsewhere, name, api):
    refused = charter("new", name, "--api-name", api)

    assert refused.status == 1
    assert list(elsewhere.glob("*/*.yaml")) == []


def test_it_says_what_to_do_next(charter, elsewhere):
    made = charter("new", "acme", "--api-name", "Acme")

    assert made.status == 0
    assert "cd acme" in made.out
    assert "make run" in made.out
