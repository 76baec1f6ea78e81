"""Bodies of parts, well-formed or not, byte by byte."""

import io
import zlib

from PIL import Image

BOUNDARY = b"----club"
CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY.decode()}"


def picture(kind):
    """A small picture that every reader takes."""
    kept = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(kept, kind)
    return kept.getvalue()


FILES = {
    "application/pdf": b"%PDF-1.7 and so on, for more than thirty-two bytes",
    "image/jpeg": picture("JPEG"),
    "image/png": picture("PNG"),
}
"""A good file of each media type."""


def part(name, content, kind=None, file=None):
    """One part of a body."""
    disposition = f'form-data; name="{name}"' + (f'; filename="{file}"' if file else "")
    lines = [b"--" + BOUNDARY, f"Content-Disposition: {disposition}".encode()]
    if kind is not None:
        lines.append(f"Content-Type: {kind}".encode())
    return b"\r\n".join([*lines, b"", content, b""])


def form(*parts):
    """A body of these parts."""
    return b"".join(parts) + b"--" + BOUNDARY + b"--\r\n"


def data(text=b'{"reason": "Ill"}', kind="application/json"):
    return part("data", text, kind)


def document(content=b"%PDF-1.7 and so on, for more than thirty-two bytes", name="document"):
    return part(name, content, "application/pdf", "a.pdf")


def bomb(side=20_000):
    """A PNG of a few kilobytes that unpacks to side by side pixels."""

    def chunk(kind, content):
        check = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + check

    header = side.to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    rows = zlib.compress(b"\0" * (side + 1) * 64)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
