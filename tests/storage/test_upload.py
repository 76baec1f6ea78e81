"""A file is received in bounds, or leaves nothing behind."""

import hashlib

import pytest

from contract.errors import FileTooLarge, UnsupportedFileType
from storage import Incoming

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 92


@pytest.fixture
def incoming(tmp_path):
    incoming = Incoming(tmp_path, limit=100, types=("image/png",))
    yield incoming
    incoming.discard()


def test_the_whole_file_is_known_at_its_end(incoming, tmp_path):
    for at in range(0, 100, 7):
        incoming.write(memoryview(PNG)[at : at + 7])

    upload = incoming.finish()

    assert (upload.size, upload.media_type) == (100, "image/png")
    assert upload.sha256 == hashlib.sha256(PNG).hexdigest()
    with upload.open() as file:
        assert file.read() == PNG
    upload.discard()
    assert list(tmp_path.iterdir()) == []


def test_one_byte_too_many_is_refused(incoming):
    incoming.write(memoryview(PNG))

    with pytest.raises(FileTooLarge):
        incoming.write(memoryview(b"\0"))


def test_another_type_is_refused_as_soon_as_it_shows(incoming):
    with pytest.raises(UnsupportedFileType):
        incoming.write(memoryview(b"MZ" + b"\0" * 30))


def test_a_short_file_is_judged_at_its_end(incoming):
    incoming.write(memoryview(b"\x89PN"))

    with pytest.raises(UnsupportedFileType):
        incoming.finish()


def test_what_is_discarded_is_gone(incoming, tmp_path):
    incoming.write(memoryview(PNG))

    incoming.discard()

    assert list(tmp_path.iterdir()) == []
