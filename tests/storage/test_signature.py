"""A file is what its first bytes say."""

from typing import get_args

import pytest

from contract.rules.operation import FileType
from storage.signature import SIGNATURES, media_type

HEADS = {
    "application/pdf": b"%PDF-1.7\n",
    "image/gif": b"GIF89a\x01\0\x01\0",
    "image/heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "image/webp": b"RIFF\x24\0\0\0WEBPVP8 ",
}


@pytest.mark.parametrize("kind", SIGNATURES)
def test_each_type_is_known_by_its_beginning(kind):
    assert media_type(HEADS[kind]) == kind
    assert media_type(HEADS[kind] + b"\0" * 99) == kind


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"MZ\x90\0",
        b"\x7fELF",
        b"PK\x03\x04",
        b"<svg>",
        b" %PDF-",
        b"RIFF\0\0\0\0WAVE",
        b"\0\0\0\x18ftypisom",
    ],
)
def test_everything_else_is_unknown(head):
    assert media_type(head) is None


def test_every_type_that_the_document_may_name_has_a_signature():
    assert set(get_args(FileType)) == SIGNATURES.keys()
