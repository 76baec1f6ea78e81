"""Pictures become small, upright and silent about where they were taken, or are refused."""

import io
import random

import pytest
from forms import bomb
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from contract.errors import ImageUnreadable
from storage import Upload
from storage.image import redrawn, reencoded

RED, BLUE = (254, 0, 0), (0, 0, 254)


def saved(image, kind="JPEG", **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def remade(content):
    return opened(reencoded(io.BytesIO(content)))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((2400, 600), (1200, 300)),
        ((600, 2400), (300, 1200)),
        ((20, 10), (20, 10)),
        ((1200, 1200), (1200, 1200)),
    ],
)
def test_the_longest_side_has_1200_pixels_at_most(size, expected):
    assert remade(saved(Image.new("RGB", size, RED))).size == expected


def test_metadata_does_not_survive():
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "Camera", {1: "N", 2: (52.0, 31.0, 12.0)}
    content = saved(
        Image.new("RGB", (20, 10)), exif=exif, comment=b"secret", icc_profile=b"profile" * 30
    )
    assert b"Camera" in content

    again = reencoded(io.BytesIO(content))

    assert not opened(again).getexif()
    assert not {"exif", "comment", "icc_profile"} & opened(again).info.keys()
    assert not any(word in again for word in (b"Camera", b"secret", b"profile"))


def test_text_in_a_png_does_not_survive():
    info = PngInfo()
    info.add_text("Author", "secret")
    content = saved(Image.new("RGBA", (20, 10), (1, 2, 3, 4)), "PNG", pnginfo=info)

    assert b"secret" not in reencoded(io.BytesIO(content))


def test_a_picture_is_turned_upright():
    image = Image.new("RGB", (40, 20), RED)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held sideways

    assert remade(saved(image, exif=exif)).size == (20, 40)


def test_transparency_survives():
    again = remade(saved(Image.new("RGBA", (20, 10), (0, 0, 0, 0)), "PNG"))

    assert (again.format, again.getpixel((1, 1))[3]) == ("PNG", 0)


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "LA"])
def test_every_kind_of_colours_is_taken(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"

    assert remade(saved(Image.new(mode, (20, 10)), kind)).size == (20, 10)


def test_of_an_animation_the_first_frame_is_kept():
    frames = [Image.new("RGB", (20, 10), colour) for colour in (RED, BLUE)]
    content = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

    again = remade(content)

    assert getattr(again, "n_frames", 1) == 1
    assert again.convert("RGB").getpixel((5, 5))[0] > 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ",
        b"\x89PNG\r\n\x1a\n",
        bomb(20_000),
        bomb(12_000),
        b"%PDF-1.7",
        saved(Image.new("RGB", (9, 9)), "BMP"),
    ],
    ids=["nothing", "executable", "only its name", "bomb", "smaller bomb", "PDF", "BMP"],
)
def test_what_is_no_harmless_picture_is_refused(content):
    with pytest.raises(ImageUnreadable):
        reencoded(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_damaged_picture_is_refused_or_read_and_nothing_else(kind):
    chance = random.Random(kind)
    whole = saved(Image.effect_noise((60, 40), 50), kind)
    for _ in range(150):
        content = bytearray(whole[: chance.randrange(1, len(whole) + 1)])
        for _ in range(chance.randrange(4)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            reencoded(io.BytesIO(bytes(content)))
        except ImageUnreadable:
            continue


def test_an_upload_is_replaced_by_its_picture_and_known_by_what_came(tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(saved(Image.new("RGB", (2400, 600), RED), "PNG"))
    came = Upload(path, "image/png", path.stat().st_size, "digest of what came")

    kept = redrawn(came)

    assert (kept.media_type, kept.size, kept.sha256) == (
        "image/jpeg",
        path.stat().st_size,
        "digest of what came",
    )
    assert opened(path.read_bytes()).size == (1200, 300)


def test_an_upload_that_is_no_picture_is_refused(tmp_path):
    path = tmp_path / "upload"
    path.write_bytes(b"no picture")

    with pytest.raises(ImageUnreadable):
        redrawn(Upload(path, "image/png", 10, ""))
