"""A file is under its key whole, or not at all."""

import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from storage import FileAbsent, LocalStore, new_key


def test_what_is_put_is_read_back(keep, store, source):
    store.put("a/b", source)
    keep(store, "c", b"more")

    with store.open("a/b") as file:
        assert file.read() == b"content"
    assert (store.size("a/b"), store.size("c")) == (7, 4)


def test_the_source_stays_with_its_owner(store, source, lying, content):
    store.put("a", source)
    source.unlink()

    assert content(store, "a") == b"content"
    assert lying() == ["a"]


def test_a_file_of_another_file_system_is_copied(store, source, monkeypatch, content):
    def refuse(_source, _target):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("os.link", refuse)

    store.put("a", source)

    assert content(store, "a") == b"content"


def test_a_key_can_be_put_again(keep, store, content):
    keep(store, "a", b"old")
    keep(store, "a", b"new")

    assert content(store, "a") == b"new"


def test_a_reader_keeps_what_it_has_opened(keep, store):
    keep(store, "a", b"old")
    with store.open("a") as file:
        keep(store, "a", b"new")
        store.delete("a")
        assert file.read() == b"old"


def test_what_is_deleted_is_gone(store, source, lying):
    store.put("a/b", source)
    store.delete("a/b")
    store.delete("a/b")

    assert lying() == []
    for act in (store.open, store.size):
        with pytest.raises(FileAbsent):
            act("a/b")


def test_nothing_is_left_of_a_file_that_could_not_be_kept(store, source, lying, tmp_path):
    shutil.rmtree(tmp_path / "files" / "kept")
    (tmp_path / "files" / "kept").write_text("in the way")

    with pytest.raises(OSError):  # noqa: PT011 - whichever of them
        store.put("a", source)

    assert lying() == ["kept"]


@pytest.mark.parametrize(
    "key", ["", "..", "../a", "a/../b", "/a", "a/", "a//b", "a.b", "a\0", "é", "a" * 129]
)
def test_a_key_is_plain_words(store, source, key):
    for act in (lambda: store.put(key, source), lambda: store.open(key), lambda: store.delete(key)):
        with pytest.raises(ValueError, match="not a key"):
            act()


def test_new_keys_are_keys_and_never_the_same(keep, store):
    keys = {new_key("io-example", "documents") for _ in range(100)}
    for key in keys:
        keep(store, key, b"")

    assert len(keys) == 100


def test_two_processes_may_share_the_folder(keep, store, tmp_path, content):
    keep(store, "a", b"content")

    assert content(LocalStore(tmp_path / "files"), "a") == b"content"


def aged(path, **span):
    """As if the file had been written so long ago."""
    then = (datetime.now(UTC) - timedelta(**span)).timestamp()
    os.utime(path, (then, then))


def test_what_a_dead_process_was_receiving_is_forgotten_and_what_still_grows_is_not(store, lying):
    for name, hours in (("upload-old", 25), ("upload-young", 1)):
        (store.incoming / name).touch()
        aged(store.incoming / name, hours=hours)

    store.forget_incoming(before=datetime.now(UTC) - timedelta(days=1))

    assert lying() == ["upload-young"]


def test_old_files_are_found_in_their_folder_and_in_no_other(store, keep, tmp_path):
    for key in ("a/b/old", "a/b/deep/old", "a/b/young", "a/bc/old", "b/old"):
        keep(store, key, b"")
        if key.endswith("old"):
            aged(tmp_path / "files" / "kept" / key, days=2)

    yesterday = datetime.now(UTC) - timedelta(days=1)

    assert sorted(store.older("a/b", yesterday)) == ["a/b/deep/old", "a/b/old"]
    assert list(store.older("nobody", yesterday)) == []


def test_the_age_of_a_file_counts_from_when_it_was_put(store, source):
    aged(source, days=9)

    store.put("a/b", source)

    assert list(store.older("a", datetime.now(UTC) - timedelta(days=1))) == []
