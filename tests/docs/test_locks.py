import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENT = re.compile(
    r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9,-]+\])?==\S+( ; [^-]+)? +(--hash=sha256:[0-9a-f]{64} *)+"
)
LOCKS = sorted(ROOT.glob("requirements*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_has_a_version_and_hashes_and_nothing_says_where_from(lock):
    text = lock.read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if not line.startswith("#")]

    assert len(lines) > 1
    for line in lines:
        assert re.match(
            r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9,-]+\])?==\S+( ; [^-]+)? +(--hash=sha256:[0-9a-f]{64} *)+$",
            line,
        )


def test_what_the_tests_run_on_is_what_is_served():
    served, tested = (dict(re.findall(r"^(\S+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))
                      for name in ("requirements.txt", "requirements-dev.txt"))  # fmt: skip

    assert {name: tested.get(name) for name in served} == served


def test_the_lock_of_the_linters_has_checksums_and_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    del packages[""]

    assert len(packages) > 1
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []


def test_the_linters_are_pinned_exactly():
    wanted = json.loads((ROOT / "package.json").read_text())["devDependencies"]

    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
