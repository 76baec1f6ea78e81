"""Migrations are one chain: what came after one that goes away comes after the one before it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_DOWN: Final = re.compile(r'(?m)^down_revision\b.* = "(\w+)"$')
_OWN: Final = re.compile(r'(?m)^revision\b.* = "(\w+)"$')


def close(migrations: Path, gone: Iterable[Path]) -> None:
    """Lead the chain in the folder `migrations` past those of `gone` that belong to it."""
    for file in gone:
        if file.parent == migrations:
            own, before = _read(_OWN, file), _read(_DOWN, file)
            for other in migrations.glob("*.py"):
                if own is not None and before is not None and _read(_DOWN, other) == own:
                    _move(other, own, before)


def _read(pattern: re.Pattern[str], file: Path) -> str | None:
    found = pattern.search(file.read_text())
    return found[1] if found else None


def _move(file: Path, own: str, before: str) -> None:
    text = _DOWN.sub(lambda found: found[0].replace(f'"{own}"', f'"{before}"'), file.read_text())
    file.write_text(re.sub(rf"\bafter {own}\b", f"after {before}", text, count=1))
