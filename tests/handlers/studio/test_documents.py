"""Operations on papers and pictures of customers, and on the links to them."""

import pytest
from gym import (
    CUSTOMERS,
    NOWHERE,
    PDF,
    PROGRAM,
    STUDIO,
    done,
    file_part,
    heard,
    lying,
    path_of,
    person,
    picture,
    refused,
    send,
)


@pytest.fixture
def customer(alice):
    return person(alice)


@pytest.fixture
def documents(customer):
    return f"{CUSTOMERS}/{customer}/documents"


def put(caller, path, content=PDF, **more):
    return send(caller, "POST", path, file_part("file", content), **more)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "application/pdf"), (picture(), "image/png"), (picture(kind="JPEG"), "image/jpeg")],
    ids=["pdf", "png", "jpeg"],
)
def test_a_document_is_kept_as_it_came(content, kind, documents, alice, nobody):
    made = done(put(alice, documents, content, query={"description": "Doctor's note"}))

    assert (made["mediaType"], made["size"], made["description"]) == (
        kind,
        len(content),
        "Doctor's note",
    )
    answer = nobody.get(path_of(made["documentUrl"]))
    assert (answer.headers["content-type"], answer.body) == (kind, content)


def test_a_file_may_be_kept_by_nobody_on_the_way(documents, alice, nobody):
    answer = nobody.get(path_of(done(put(alice, documents))["documentUrl"]))

    assert answer.headers["cache-control"] == "private, no-store"


def test_a_document_is_read_again_with_the_same_contents(documents, alice):
    made = done(put(alice, documents))
    read = done(alice.get(f"{documents}/{made['id']}"))

    assert read | {"documentUrl": ""} == made | {"documentUrl": ""}


def test_a_new_document_is_told_to_listeners(cast, customer, documents, alice):
    told = heard(cast, lambda: put(alice, documents))

    assert told == [("CUSTOMER_UPDATED", str(customer), None)]


def test_documents_come_in_chunks_oldest_first(documents, alice):
    made = [done(put(alice, documents))["id"] for _ in range(3)]
    first = done(alice.get(documents, query={"sliceSize": 2}))
    second = done(alice.get(documents, query={"sliceSize": 2, "offset": first["offset"]}))

    chunks = [[one["id"] for one in part["result"]] for part in (first, second)]
    assert (chunks, first["hasNext"], second["hasNext"]) == ([made[:2], made[2:]], True, False)


def test_every_listed_document_has_its_link(documents, alice, nobody):
    contents = [PDF + bytes([48 + number]) for number in range(2)]
    for content in contents:
        done(put(alice, documents, content))

    links = [path_of(one["documentUrl"]) for one in done(alice.get(documents))["result"]]

    assert [nobody.get(link).body for link in links] == contents


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PROGRAM, (415, "unsupported_file_type", None)),
        (b"GIF89a" + b" " * 40, (415, "unsupported_file_type", None)),
        (b"", (415, "unsupported_file_type", None)),
    ],
    ids=["program", "another picture", "nothing"],
)
def test_what_is_no_document_is_refused_and_leaves_nothing(
    content, expected, cast, documents, alice
):
    kept = len(lying(cast, "kept"))

    assert refused(put(alice, documents, content)) == expected
    assert (lying(cast, "incoming"), len(lying(cast, "kept"))) == ([], kept)


def test_a_document_of_nobody_leaves_nothing(cast, alice):
    kept = len(lying(cast, "kept"))

    answer = put(alice, f"{CUSTOMERS}/{NOWHERE}/documents")

    assert refused(answer) == (404, "customer_not_found", None)
    assert (lying(cast, "incoming"), len(lying(cast, "kept"))) == ([], kept)


def test_a_description_on_two_lines_is_refused(documents, alice):
    answer = put(alice, documents, query={"description": "two\nlines"})

    assert refused(answer) == (400, "invalid_request", "description")


def test_another_customers_document_is_not_found(documents, alice):
    made = done(put(alice, documents))
    answer = alice.get(f"{CUSTOMERS}/{person(alice)}/documents/{made['id']}")

    assert refused(answer) == (404, "document_not_found", None)


def test_another_studio_reads_no_document(documents, alice, charlie):
    made = done(put(alice, documents))

    for path in (documents, f"{documents}/{made['id']}"):
        assert refused(charlie.get(path)) == (404, "customer_not_found", None)


def test_a_transparent_picture_stays_transparent(customer, alice, nobody):
    part = file_part("image", picture(mode="RGBA"))
    made = done(send(alice, "PUT", f"{CUSTOMERS}/{customer}/images", part))

    assert nobody.get(path_of(made["imageUrl"])).headers["content-type"] == "image/png"


def test_a_picture_of_nobody_leaves_nothing(cast, alice):
    kept = len(lying(cast, "kept"))

    answer = send(alice, "PUT", f"{CUSTOMERS}/{NOWHERE}/images", file_part("image", picture()))

    assert refused(answer) == (404, "customer_not_found", None)
    assert (lying(cast, "incoming"), len(lying(cast, "kept"))) == ([], kept)


def test_a_picture_comes_in_the_part_image(customer, alice):
    answer = send(alice, "PUT", f"{CUSTOMERS}/{customer}/images", file_part("file", picture()))

    assert refused(answer) == (400, "invalid_request", "file")


def test_a_new_picture_is_told_to_listeners(cast, customer, alice):
    part = file_part("image", picture())
    told = heard(cast, lambda: send(alice, "PUT", f"{CUSTOMERS}/{customer}/images", part))

    assert told == [("CUSTOMER_UPDATED", str(customer), None)]


@pytest.mark.parametrize("signed", ["x", "eyJmIjoiYTcifQ.Zz8x1A", "a.b.c", "~", "x" * 2000])
def test_a_link_that_nobody_gave_is_refused(signed, nobody):
    assert refused(nobody.get(f"{STUDIO}/files/{signed}")) == (403, "link_invalid", None)


def test_a_link_to_a_file_that_is_gone_is_no_link(customer, alice, nobody):
    path, part = f"{CUSTOMERS}/{customer}/images", file_part("image", picture())
    old = done(send(alice, "PUT", path, part))["imageUrl"]
    done(send(alice, "PUT", path, part))

    assert refused(nobody.get(path_of(old))) == (403, "link_invalid", None)
