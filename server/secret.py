"""A home has one secret, made at the first start and the same ever after."""

import os
import secrets
import tempfile
from pathlib import Path

from server.values import SHORTEST_SECRET


def kept(path: Path) -> bytes:
    """Read the secret at `path`; make one if there is none.

    Whoever links it into place first decides: of several processes that start at the same time
    in an empty home, all return the same bytes, and nobody ever sees half of them.
    """
    try:
        return _read(path)
    except FileNotFoundError:
        _make(path)
        return _read(path)


def _read(path: Path) -> bytes:
    secret = path.read_bytes().strip()
    if len(secret) < SHORTEST_SECRET:
        raise ValueError(f"{path} holds fewer than {SHORTEST_SECRET} characters")
    return secret


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".secret-")  # 0600 from the start
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_urlsafe(48).encode() + b"\n")
            file.flush()
            os.fsync(handle)
        try:
            os.link(draft, path)
        except FileExistsError:
            return  # another process was first
        directory = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
    finally:
        Path(draft).unlink()
