"""A new project gets every file that a person wrote, and nothing that was made by running."""

import shutil
from pathlib import Path

_MADE = (
    ".git",
    ".venv",
    "node_modules",
    "build",
    "dist",
    "var",
    "__pycache__",
    "*.egg-info",
    "*.db*",
    "*.pyc",
    "*.har",
    ".hypothesis",
    ".schemathesis",
    ".*_cache",
)
_ABOUT_THIS_ONE = ("README.md", "CHANGELOG.md", "bench/RESULTS.md")


def tree(source: Path, target: Path) -> None:
    """Copy the project at `source`; `target` may exist when it is empty."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        here = Path(folder).relative_to(source)
        own = {name for name in names if str(here / name) in _ABOUT_THIS_ONE}
        return own | shutil.ignore_patterns(*_MADE)(folder, names)

    shutil.copytree(source, target, ignore=left_out, dirs_exist_ok=True)
