"""The file of results has a chapter for every measuring program; each writes only its own."""

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

_START = re.compile(r"^(?=# )", re.MULTILINE)
_PACKAGES = ("fastapi", "sqlalchemy", "pydantic")


def write(path: Path, title: str, text: str) -> None:
    """Put the chapter in the place of the one of that title, or behind all others."""
    told = path.read_text(encoding="utf-8") if path.exists() else ""
    chapters = {part.partition("\n")[0]: part.rstrip() for part in _START.split(told) if part}
    chapters[f"# {title}"] = text.rstrip()
    path.write_text("\n\n".join(chapters.values()) + "\n", encoding="utf-8")


def head(entries: int, rounds: int, load: float) -> str:
    """What the chapter of the practice is about, and where it was measured."""
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return (
        "# Practice\n\n"
        f"`python -m bench.practice`: {entries:,} time entries of one firm in SQLite, 40 % of them "
        f"billed. CPU of the server for one answer (user + system), medians of {rounds} interleaved "
        "rounds; ± is the interquartile range. The peer is FastAPI with SQLAlchemy's ORM and response "
        "models on the same file, and answers the same JSON with the same exact total; it checks no "
        "key and keeps no house rules. It counts all entries for the total, and this server keeps "
        "their number.\n\n"
        f"Python {platform.python_version()}, {os.cpu_count()} cores; load average before and after: "
        f"{load:.2f}, {os.getloadavg()[0]:.2f}. {versions}.\n\n"
    )
