"""What every test begins with is made once per process: the project's document as read, a database with its tables."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from contract.load import load
from models import migrate
from models.sqlite import file_of

if TYPE_CHECKING:
    from contract.facts import Contract

ROOT = Path(__file__).resolve().parents[2]


def contract(path: Path) -> Contract | None:
    """What a document of this tree says; None for any other, which a test may still change."""
    return _loaded(path)[0] if path.is_relative_to(ROOT) else None


def changed() -> list[Path]:
    """Documents whose facts are no longer as they were read, although all tests share them."""
    return [path for path, (found, text) in _read.items() if json.dumps(found.document) != text]


def database(url: str) -> None:
    """As `migrate.upgrade` of a new database; an SQLite file is a copy of one that was upgraded before."""
    if make_url(url).get_backend_name() != "sqlite":
        migrate.upgrade(url)
        return
    path = file_of(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_upgraded(), path)


_read: dict[Path, tuple[Contract, str]] = {}


def _loaded(path: Path) -> tuple[Contract, str]:
    if path not in _read:
        found = load(path)
        _read[path] = found, json.dumps(found.document)
    return _read[path]


@cache
def _upgraded() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="charter-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "charter.db"
    migrate.upgrade(f"sqlite:///{path}")
    assert {file.suffix for file in folder.iterdir()} == {".db", ".writer"}  # no log left beside it
    return path
