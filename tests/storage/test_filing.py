"""Files go the way of the unit of work that they belong to."""

import pytest

from storage import FileAbsent, Filing


@pytest.fixture
def filing(store, keep):
    keep(store, "old", b"old")
    return Filing(store)


def test_what_is_put_is_there_at_once(filing, source, content):
    filing.put("new", source)

    assert content(filing, "new") == b"content"
    assert filing.size("new") == 7


def test_what_is_deleted_is_there_until_the_work_is_settled(filing, store):
    filing.delete("old")
    assert store.size("old") == 3

    filing.settle()

    with pytest.raises(FileAbsent):
        store.size("old")


def test_work_that_is_undone_leaves_everything_as_it_was(filing, keep, lying):
    keep(filing, "new", b"new")
    filing.delete("old")

    filing.undo()

    assert lying() == ["old"]


def test_only_the_last_attempt_of_the_work_counts(filing, keep, lying):
    keep(filing, "first", b"1")
    filing.delete("old")
    filing.renew()
    keep(filing, "second", b"2")

    filing.settle()

    assert lying() == ["old", "second"]
