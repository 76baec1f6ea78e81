"""A file that nobody names goes when it is old, and no other file does."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from storage import orphans

NOW = datetime.now(UTC)
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture
def old(store, keep, tmp_path):
    """Puts files that are two days old."""

    def old(*keys):
        for key in keys:
            keep(store, key, b"")
            os.utime(tmp_path / "files" / "kept" / key, (NOW.timestamp() - 172_800,) * 2)

    return old


def test_what_is_old_and_not_named_goes(store, old, lying):
    old("t/a/orphan", "t/a/named", "t/b/of-others", "u/a/of-another-tenant")

    removed = orphans.sweep(store, "t/a", lambda: {"t/a/named"}, before=YESTERDAY)

    assert (removed, lying()) == (1, ["named", "of-another-tenant", "of-others"])


def test_what_is_young_stays(store, keep, lying):
    keep(store, "t/a/young", b"")

    assert orphans.sweep(store, "t/a", frozenset, before=YESTERDAY) == 0
    assert lying() == ["young"]


def test_nobody_is_asked_where_there_is_nothing_old(store, keep):
    keep(store, "t/a/young", b"")

    def ask():
        raise AssertionError("it reads every row")

    assert orphans.sweep(store, "t/a", ask, before=YESTERDAY) == 0


def test_where_the_names_cannot_be_read_nothing_goes(store, old, lying):
    old("t/a/named")

    def ask():
        raise ConnectionError("no database")

    with pytest.raises(ConnectionError):
        orphans.sweep(store, "t/a", ask, before=YESTERDAY)
    assert lying() == ["named"]


def test_a_name_that_is_committed_while_files_are_listed_counts(store, old, lying):
    named = set()
    old("t/a/named")

    class Listing:
        delete = store.delete

        def older(self, folder, than):
            yield from store.older(folder, than)
            named.add("t/a/named")

    orphans.sweep(Listing(), "t/a", lambda: named, before=YESTERDAY)

    assert lying() == ["named"]
