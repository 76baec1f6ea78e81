"""A caller's name for a file is kept as far as it is harmless."""

import pytest

from storage.name import file_name, proposed


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (b"note.pdf", "note.pdf"),
        (b"Doctor's note (2).pdf", "Doctor's note (2).pdf"),
        ("Ärztliches Attest, März.pdf".encode(), "Ärztliches Attest, März.pdf"),
        ("診断書.pdf".encode(), "診断書.pdf"),
        (
            "Attestato \U0001f469\u200d\u2695\ufe0f.pdf".encode(),
            "Attestato \U0001f469\u200d\u2695\ufe0f.pdf",
        ),
        ("a\u0308.pdf".encode(), "ä.pdf"),
        (b"../../etc/passwd", "passwd"),
        (b"..\\..\\boot.ini", "boot.ini"),
        (b"C:\\Users\\me\\scan.pdf", "scan.pdf"),
        (b"/etc/passwd\0.pdf", "passwd.pdf"),
        (b"a\0b\r\n\x1b[2J.pdf", "ab[2J.pdf"),
        ("invoice\u202efdp.exe".encode(), "invoicefdp.exe"),
        ("\u2066a\u2069\u200e\ufeff\u2028\u0085.pdf".encode(), "a.pdf"),
        (b'say "hi".pdf', 'say "hi".pdf'),
        (b"say %22hi%22%0D%0A.pdf", 'say "hi".pdf'),
        (b"100%.pdf", "100%.pdf"),
        (b"  spaced .pdf ", "spaced .pdf"),
        (b".htaccess", "htaccess"),
        (b"caf\xe9.pdf", "caf\ufffd.pdf"),
        (b"x" * 300 + b".pdf", "x" * 251 + ".pdf"),
        ("é".encode() * 300, "é" * 255),
        (b"x." + b"y" * 300, "x." + "y" * 253),
    ],
)
def test_a_name_stays_as_far_as_it_is_harmless(given, expected):
    assert file_name(given) == expected


@pytest.mark.parametrize(
    "given",
    [None, b"", b".", b"..", b"../", b"C:\\", b"\0", b" . ", "\u202e".encode(), b"a/\n"],
)
def test_of_some_names_nothing_is_left(given):
    assert file_name(given) is None


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("a.pdf", "application/pdf", "a.pdf"),
        ("a.JPEG", "image/jpeg", "a.JPEG"),
        ("a.pdf.exe", "application/pdf", "a.pdf.exe.pdf"),
        ("photo", "image/heic", "photo.heic"),
        ("a.xyz", "application/octet-stream", "a.xyz"),
        ("x" * 255, "image/png", "x" * 251 + ".png"),
    ],
)
def test_the_proposed_name_ends_with_what_the_file_is(name, kind, expected):
    assert proposed(name, kind) == expected
