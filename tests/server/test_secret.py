import subprocess
import sys

import pytest

from server import secret


def test_the_first_call_makes_a_secret_and_the_next_ones_read_it(tmp_path):
    first = secret.kept(tmp_path / "home" / "secret")

    assert secret.kept(tmp_path / "home" / "secret") == first
    assert len(first) >= 32


def test_two_homes_have_two_secrets(tmp_path):
    assert secret.kept(tmp_path / "one") != secret.kept(tmp_path / "two")


def test_only_its_owner_can_read_it_and_nothing_else_is_left(tmp_path):
    secret.kept(tmp_path / "secret")

    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_processes_that_start_together_agree(tmp_path):
    code = f"from pathlib import Path; from server import secret; print(secret.kept(Path({str(tmp_path / 's')!r})))"
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) for _ in range(6)
    ]

    assert len({process.communicate(timeout=60)[0] for process in started}) == 1


def test_a_file_that_holds_too_little_is_refused(tmp_path):
    (tmp_path / "secret").write_text("short\n")

    with pytest.raises(ValueError, match="holds fewer than 32 characters"):
        secret.kept(tmp_path / "secret")
