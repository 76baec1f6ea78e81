"""Make pictures of strangers harmless: decoded within bounds, made small, and written anew without metadata."""

import io
import struct
import warnings
from pathlib import Path
from typing import BinaryIO, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from contract.errors import ImageUnreadable
from storage.signature import LONGEST, media_type
from storage.upload import Upload

SIDE: Final = 1200
"""The longest side in pixels of what is kept."""

MOST_PIXELS: Final = 50_000_000
"""What is decoded at most: 150 MB in memory, more than any camera of a phone makes without being asked."""

FORMATS: Final = ("GIF", "JPEG", "PNG", "WEBP")


def reencoded(source: Path | BinaryIO) -> bytes:
    """The picture as a JPEG, or as a PNG where it has transparency; upright, at most 1200 by 1200.

    Nothing but pixels is taken over: no EXIF (and with it no place), no profiles, no second frame.
    Raises `ImageUnreadable` for what is no picture, is damaged, or unpacks to too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise ImageUnreadable
                image.draft("RGB", (SIDE, SIDE))
                return _written(ImageOps.exif_transpose(image))
    except (
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        UnidentifiedImageError,
        OSError,
        SyntaxError,  # Pillow's word for a PNG that breaks its own rules
        ValueError,
        EOFError,
        IndexError,
        struct.error,
    ) as exc:
        raise ImageUnreadable from exc


def redrawn(upload: Upload) -> Upload:
    """The upload with the picture of `reencoded` in place of what came, or `ImageUnreadable`.

    Its digest and its name stay those of what came: they tell a repeated call from another one.
    """
    content = reencoded(upload.path)
    upload.path.write_bytes(content)
    kind = media_type(content[:LONGEST]) or upload.media_type
    return Upload(upload.path, kind, len(content), upload.sha256, upload.name)


def _written(image: Image.Image) -> bytes:
    transparent = image.has_transparency_data
    plain = image.convert("RGBA" if transparent else "RGB")
    plain.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    file = io.BytesIO()
    if transparent:
        clean.save(file, "PNG", optimize=True)
    else:
        clean.save(file, "JPEG", quality=85)
    return file.getvalue()
