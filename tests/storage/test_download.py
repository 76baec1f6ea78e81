"""A file is read in pieces and closed behind the last."""

import pytest

from storage import Download, FileAbsent

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200_000


def test_a_file_comes_in_pieces_with_its_type_and_size(store, keep):
    keep(store, "a", PNG)

    download = Download.of(store, "a")

    assert (download.media_type, download.size) == ("image/png", len(PNG))
    pieces = list(download.pieces())
    assert b"".join(pieces) == PNG
    assert max(map(len, pieces)) == 65_536
    assert download.file.closed


def test_what_is_not_known_is_bytes(store, keep):
    keep(store, "a", b"anything")

    download = Download.of(store, "a")

    assert download.media_type == "application/octet-stream"
    assert list(download.pieces()) == [b"anything"]


def test_an_absent_file_is_absent(store):
    with pytest.raises(FileAbsent):
        Download.of(store, "a")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.png", "a.png"), ("a.PNG", "a.PNG"), ("a", "a.png"), ("a.hta", "a.hta.png")],
)
def test_a_proposed_name_says_what_the_file_is(store, keep, name, expected):
    keep(store, "a", PNG)

    download = Download.of(store, "a", name=name)
    download.file.close()

    assert download.name == expected
