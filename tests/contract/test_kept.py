"""What was kept is what would be made; whatever happens to the folder costs time only."""

import threading

import pytest

from contract.kept import Kept, afresh


class Made:
    """A value, and how often it was made."""

    def __init__(self, value):
        self.value, self.times = value, 0

    def __call__(self):
        self.times += 1
        return self.value


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


def test_a_value_is_made_once_for_all_processes(folder):
    made = Made({"a": [1, 2.5, None]})

    values = [Kept(folder)([b"text"], made) for _ in range(3)]

    assert values == [made.value] * 3
    assert made.times == 1


def test_another_content_has_another_value(folder):
    kept = Kept(folder)
    kept([b"ab", b"c"], Made("old"))

    assert kept([b"a", b"bc"], Made("new")) == "new"


@pytest.mark.parametrize("left", [b"", b'{"a": ', b"\0" * 40])
def test_a_file_that_is_not_whole_is_made_again(folder, left):
    made = Made({"a": 1})
    Kept(folder)([b"text"], made)
    next(folder.iterdir()).write_bytes(left)

    assert [Kept(folder)([b"text"], made) for _ in range(2)] == [{"a": 1}] * 2
    assert made.times == 2


@pytest.mark.parametrize("value", [{1: "a"}, ("a",), float("inf"), 1 << 70])
def test_what_json_does_not_give_back_the_same_is_not_kept(folder, value):
    made = Made(value)

    assert [Kept(folder)([b"text"], made) for _ in range(2)] == [value] * 2
    assert made.times == 2


def test_where_nothing_can_be_written_nothing_is_kept(folder):
    folder.write_text("a file")

    kept = Kept(folder)
    kept.drop_unused()

    assert kept([b"text"], Made(1)) == 1


def test_what_was_not_asked_for_is_forgotten(folder):
    yesterday, today = Made("a"), Made("b")
    for text, made in ((b"yesterday", yesterday), (b"today", today)):
        Kept(folder)([text], made)
    (folder / "draft").write_text("of a process that died")

    kept = Kept(folder)
    kept([b"today"], today)
    kept.drop_unused()

    assert len(list(folder.iterdir())) == 1
    assert Kept(folder)([b"today"], today) == "b"
    assert (yesterday.times, today.times) == (1, 1)


def test_many_at_once_all_have_the_value_and_leave_one_file(folder):
    begin, found = threading.Barrier(8), []

    def ask():
        kept = Kept(folder)
        begin.wait(20)
        found.append(kept([b"text"], lambda: {"a": list(range(1000))}))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert found == [{"a": list(range(1000))}] * 8
    assert len(list(folder.iterdir())) == 1


def test_afresh_keeps_nothing():
    made = Made(1)

    assert [afresh([b"text"], made) for _ in range(2)] == [1, 1]
    assert made.times == 2
