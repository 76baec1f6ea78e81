"""Bytes by key: where files are kept, how they come in and how they go out."""

from storage.download import Download
from storage.filing import Filing
from storage.local import LocalStore
from storage.store import FileAbsent, Store, new_key
from storage.upload import Incoming, Upload

__all__ = [
    "Download",
    "FileAbsent",
    "Filing",
    "Incoming",
    "LocalStore",
    "Store",
    "Upload",
    "new_key",
]
