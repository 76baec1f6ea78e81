"""A picture of a customer is drawn anew, and one that is none is refused."""

from __future__ import annotations

import io

import pytest
from forms import bomb
from gym import CUSTOMERS, PDF, PROGRAM, done, file_part, lying, path_of, picture, refused, send
from PIL import Image


def test_a_picture_is_drawn_anew(customer, partner, nobody):
    place = Image.Exif()
    place[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0)}
    photo = picture(2400, 1600, "JPEG", exif=place)
    made = done(send(partner, "PUT", f"{CUSTOMERS}/{customer}/images", file_part("image", photo)))

    drawn = Image.open(io.BytesIO(nobody.get(path_of(made["imageUrl"])).body))

    assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("JPEG", (1200, 800), {})


def test_the_customer_shows_the_picture(customer, partner, nobody):
    send(partner, "PUT", f"{CUSTOMERS}/{customer}/images", file_part("image", picture()))
    link = done(partner.get(f"{CUSTOMERS}/{customer}"))["imageUrl"]

    assert nobody.get(path_of(link)).headers["content-type"] == "image/jpeg"


def test_a_new_picture_takes_the_place_of_the_old_one(cast, customer, partner):
    path = f"{CUSTOMERS}/{customer}/images"
    send(partner, "PUT", path, file_part("image", picture()))
    before = len(lying(cast, "kept"))
    done(send(partner, "PUT", path, file_part("image", picture(40, 40))))

    assert len(lying(cast, "kept")) == before


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PROGRAM, (415, "unsupported_file_type", None)),
        (PDF, (415, "unsupported_file_type", None)),
        (bomb(), (400, "image_unreadable", "image")),
        (picture()[:-30], (400, "image_unreadable", "image")),
    ],
    ids=["renamed executable", "document", "bomb", "cut off"],
)
def test_a_picture_that_is_none_is_refused_and_leaves_nothing(
    content, expected, cast, customer, partner
):
    kept = len(lying(cast, "kept"))
    part = file_part("image", content, "image/png")

    answer = send(partner, "PUT", f"{CUSTOMERS}/{customer}/images", part)

    assert refused(answer) == expected
    assert (lying(cast, "incoming"), len(lying(cast, "kept"))) == ([], kept)
