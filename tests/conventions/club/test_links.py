"""Files are read by links that work for a while, for whoever has them, and for nothing else."""

from datetime import timedelta

import pytest
from forms import CONTENT_TYPE, data, document, form

from models import link

PDF = b"%PDF-1.7 and so on, for more than thirty-two bytes"


@pytest.fixture
def told(anna):
    return anna.post(
        "/club/v1/members/7/documents",
        body=form(data(), document()),
        content_type=CONTENT_TYPE,
        headers={"host": "io-example.api.test:8080"},
    ).json()


def path_of(url):
    start = "http://io-example.api.test:8080"
    assert url.startswith(f"{start}/club/v1/files/")
    return url.removeprefix(start)


def test_a_link_needs_no_key(club, told):
    answer = club.nobody.get(path_of(told["url"]))

    assert (answer.status, answer.body) == (200, PDF)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-length"] == str(len(PDF))
    assert answer.headers["content-disposition"] == (
        "inline; filename=\"_.pdf\"; filename*=UTF-8''%C3%A9.pdf"
    )
    assert answer.headers["cache-control"] == "private, no-store"


def test_links_in_lists_are_links_too_and_null_stays_null(club, told):
    assert club.nobody.get(path_of(told["copies"][0]["url"])).body == PDF
    assert told["copies"][1:] == [{"url": None}, {}]


def test_each_link_has_the_time_that_the_document_names(club, told):
    club.clock.advance(seconds=899)
    assert club.nobody.get(path_of(told["url"])).status == 200
    club.clock.advance(seconds=1)

    late = club.nobody.get(path_of(told["url"]))
    assert (late.status, late.json()["errorCode"]) == (403, "link_expired")
    assert club.nobody.get(path_of(told["copies"][0]["url"])).status == 200
    club.clock.now -= timedelta(seconds=900)


def test_an_altered_link_is_refused(club, told):
    path = path_of(told["url"])
    for at in range(len("/club/v1/files/"), len(path), 5):
        changed = path[:at] + ("A" if path[at] != "A" else "B") + path[at + 1 :]
        answer = club.nobody.get(changed)
        assert (answer.status, answer.json()["errorCode"]) == (403, "link_invalid")


def test_the_description_says_how_long_the_link_works(club):
    schemas = club.server.contract.document["components"]["schemas"]

    assert schemas["Document"]["properties"]["url"]["description"] == (
        "Where it can be read. The link works for 15 minutes; read the data again to get a new one."
    )
    assert schemas["Copy"]["properties"]["url"]["description"].startswith(
        "The link works for 2 hours;"
    )


def test_a_file_of_a_type_that_the_document_does_not_name_is_an_error_of_ours(club, tmp_path):
    (tmp_path / "odd").write_bytes(b"GIF89a and so on")
    club.server.conventions.files.put("odd", tmp_path / "odd")
    signed = link.sign(club.server.conventions.vault, "odd", now=club.clock(), seconds=60)

    answer = club.nobody.get(f"/club/v1/files/{signed}")

    assert (answer.status, answer.json()["errorCode"]) == (500, "internal_error")
