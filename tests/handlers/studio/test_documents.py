"""Operations on papers and pictures of customers, and on the links to them."""

from urllib.parse import quote

import pytest
from forms import CONTENT_TYPE, form
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
from structlog.testing import capture_logs


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


def called(caller, path, file, content=PDF):
    """The document of a file that the caller calls so."""
    return done(send(caller, "POST", path, file_part("file", content, file=file)))


@pytest.mark.parametrize(
    ("given", "kept", "plain"),
    [
        ("Doctor's note.pdf", "Doctor's note.pdf", "Doctor's note.pdf"),
        ("Ärztliches Attest.pdf", "Ärztliches Attest.pdf", "_rztliches Attest.pdf"),
        ('say \\"hi\\".pdf', 'say "hi".pdf', "say _hi_.pdf"),
        ("say %22hi%22.pdf", 'say "hi".pdf', "say _hi_.pdf"),
        ("../../../etc/passwd.pdf", "passwd.pdf", "passwd.pdf"),
        ("..\\..\\boot.pdf", "boot.pdf", "boot.pdf"),
        ("a\0b\tc.pdf", "abc.pdf", "abc.pdf"),
        ("note\u202efdp.exe.pdf", "notefdp.exe.pdf", "notefdp.exe.pdf"),
        ("x" * 999 + ".pdf", "x" * 251 + ".pdf", "x" * 251 + ".pdf"),
        ("", "document.pdf", "document.pdf"),
        ("..", "document.pdf", "document.pdf"),
    ],
)
def test_a_document_keeps_its_name_as_far_as_it_is_harmless(
    given, kept, plain, *, documents, alice, nobody
):
    made = called(alice, documents, given)

    listed = done(alice.get(documents))["result"]
    read = done(alice.get(f"{documents}/{made['id']}"))
    assert {one["fileName"] for one in (made, read, *listed)} == {kept}
    answer = nobody.get(path_of(made["documentUrl"]))
    assert answer.headers["content-disposition"] == (
        f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(kept, safe='')}"
    )


def test_a_name_that_is_given_in_the_forbidden_way_is_none(documents, alice):
    body = form(file_part("file")).replace(b'filename="file.pdf"', b"filename*=UTF-8''a.pdf")

    made = done(send(alice, "POST", documents, body=body))

    assert made["fileName"] == "document.pdf"


def test_a_name_that_lies_about_the_file_is_kept_and_not_proposed(documents, alice, nobody):
    made = called(alice, documents, "note.hta")

    assert made["fileName"] == "note.hta"
    told = nobody.get(path_of(made["documentUrl"])).headers["content-disposition"]
    assert told == "inline; filename=\"note.hta.pdf\"; filename*=UTF-8''note.hta.pdf"


def test_a_picture_has_no_name(customer, alice, nobody):
    part = file_part("image", picture(), file="me.png")
    made = done(send(alice, "PUT", f"{CUSTOMERS}/{customer}/images", part))

    assert "content-disposition" not in nobody.get(path_of(made["imageUrl"])).headers


BODY = form(file_part("file", PDF * 9, file="broken off.pdf"))


@pytest.mark.parametrize(
    "end",
    [0, 9, BODY.index(b"filename"), BODY.index(PDF) + 5, BODY.index(PDF) + 90, -20, -1],
    ids=["at once", "boundary", "header", "first bytes", "file", "last boundary", "last byte"],
)
def test_a_caller_who_hangs_up_leaves_nothing_behind(end, cast, documents, alice, capsys):
    kept = len(lying(cast, "kept"))
    body = BODY[:end]

    with capture_logs() as logged:
        told = heard(
            cast,
            lambda: alice.break_off(
                "POST",
                documents,
                *(body[at : at + 40] for at in range(0, len(body), 40)),
                headers={"content-type": CONTENT_TYPE},
            ),
        )

    assert told == []
    assert (lying(cast, "incoming"), len(lying(cast, "kept"))) == ([], kept)
    assert done(alice.get(documents))["result"] == []
    written = repr(logged) + "".join(capsys.readouterr())
    assert not any(word in written for word in (alice.key, "broken off", "%PDF"))


def test_who_hangs_up_is_told_nothing_and_the_next_one_is_served(documents, alice):
    headers = {"content-type": CONTENT_TYPE}

    assert alice.break_off("POST", documents, BODY[:150], headers=headers) == []
    assert called(alice, documents, "next.pdf")["fileName"] == "next.pdf"


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
