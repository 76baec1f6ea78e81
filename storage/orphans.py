"""A file that no row names goes, once its unit of work is surely over."""

from collections.abc import Callable, Collection
from datetime import datetime

from storage.store import Store


def sweep(
    store: Store, folder: str, named: Callable[[], Collection[str]], *, before: datetime
) -> int:
    """Remove the files of `folder` that were put before `before` and are not `named`; give how many.

    `named` is asked after the files were listed, and only where there are some. No unit of work may
    run from `before` until now: a file is put before its row is committed.
    """
    old = set(store.older(folder, before))
    orphans = old.difference(named()) if old else old
    for key in orphans:
        store.delete(key)
    return len(orphans)
