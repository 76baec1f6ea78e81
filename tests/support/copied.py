"""The repository's own document in a folder where a test may change it."""

import shutil
from pathlib import Path

from server.settings import ROOT


def document(folder: Path) -> Path:
    """Copy the document, its chapters and the catalogues that it needs; the copy's path."""
    for name in ("openapi", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    return Path(shutil.copy(ROOT / "openapi.yaml", folder))
