"""Bodies with a file: received piece by piece, judged by what they are, and gone when they are refused."""

import hashlib
import io
import tracemalloc

import pytest
from forms import BOUNDARY, CONTENT_TYPE, bomb, data, document, form, part
from PIL import Image

PATH = "/club/v1/members/7/documents"
PDF = b"%PDF-1.7 and so on, for more than thirty-two bytes"


@pytest.fixture
def files(club):
    """What lies on the disk: what is being received, and what is kept."""

    def lying(folder):
        return [path for path in (club.home / "files" / folder).rglob("*") if path.is_file()]

    return lying


@pytest.fixture
def send(anna, files):
    """Posts a body; nothing of it may be left behind on the way in."""

    def send(body, path=PATH, method="POST", **options):
        options = {"content_type": CONTENT_TYPE, **options}
        kept = len(files("kept"))
        answer = anna.call(method, path, body=body, **options)
        assert files("incoming") == []
        assert len(files("kept")) == kept + (answer.status == 200)
        return answer

    return send


def refused(answer):
    body = answer.json()
    return answer.status, body["errorCode"], body.get("reference")


def test_a_file_and_what_it_is_about_arrive(send, files):
    answer = send(form(data(), document()))

    assert answer.status == 200, answer.body
    told = answer.json()
    assert told["about"] == {"reason": "Ill"}
    assert (told["size"], told["type"]) == (len(PDF), "application/pdf")
    assert told["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert PDF in [path.read_bytes() for path in files("kept")]


def test_the_order_of_the_parts_does_not_matter(send):
    assert send(form(document(), data())).status == 200


@pytest.mark.parametrize("size", [1, 7, 64])
def test_the_pieces_in_which_it_comes_do_not_matter(send, size):
    body = form(data(), document())
    pieces = [body[at : at + size] for at in range(0, len(body), size)]

    answer = send(None, chunks=pieces)

    assert answer.json()["sha256"] == hashlib.sha256(PDF).hexdigest()


def test_a_file_that_looks_like_a_boundary_stays_whole(send):
    content = PDF + b"\r\n--" + BOUNDARY[:-1] + b"\r\n\r\n"

    answer = send(form(data(), document(content)))

    assert answer.json()["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (form(document()), (400, "invalid_request", "data")),
        (form(data()), (400, "invalid_request", "document")),
        (form(data(kind=None), document()), (400, "invalid_request", "data")),
        (form(data(kind="text/plain"), document()), (400, "invalid_request", "data")),
        (
            form(data(kind="application/json; charset=latin-1"), document()),
            (400, "invalid_request", "data"),
        ),
        (form(data(), data(), document()), (400, "invalid_request", "data")),
        (form(data(), document(), document()), (400, "invalid_request", "document")),
        (form(data(), document(), part("more", b"x")), (400, "invalid_request", "more")),
        (form(data(b"{}"), document()), (400, "invalid_request", "reason")),
        (form(data(b'{"reason": "Old"}'), document()), (400, "invalid_request", "reason")),
        (form(data(b'{"reason": "Ill", "x": 1}'), document()), (400, "invalid_request", "x")),
        (form(data(b"{"), document()), (400, "invalid_request", None)),
        (form(data(b""), document()), (400, "invalid_request", None)),
        (form(data(), document(b"MZ\x90\0 a program" * 9)), (415, "unsupported_file_type", None)),
        (
            form(data(), document(b"\xff\xd8\xff a picture, but none here")),
            (415, "unsupported_file_type", None),
        ),
        (form(data(), document(b"")), (415, "unsupported_file_type", None)),
        (form(data(), document(PDF + b" " * 300_000)), (413, "file_too_large", None)),
        (form(data(b" " * 1001), document()), (413, "payload_too_large", None)),
        (form(data(), document())[:-20], (400, "invalid_request", None)),
        (b"", (400, "invalid_request", None)),
        (b"--" + BOUNDARY + b"--\r\n", (400, "invalid_request", "data")),
        (b"\r\n--" + BOUNDARY + b"\r\n", (400, "invalid_request", None)),
        (b"no parts at all", (400, "invalid_request", None)),
        (form(part("data", b"{}", "x" * 5_000)), (400, "invalid_request", None)),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_nothing(send, body, expected):
    assert refused(send(body, headers={"content-type": CONTENT_TYPE})) == expected


def test_a_file_is_too_large_before_it_is_sent(send):
    answer = send(
        None, chunks=[b""], headers={"content-type": CONTENT_TYPE, "content-length": "30000000"}
    )

    assert refused(answer) == (413, "file_too_large", None)


@pytest.mark.parametrize("content_type", ["application/json", "multipart/mixed; boundary=a", None])
def test_another_type_of_body_is_refused(send, content_type):
    answer = send(form(data(), document()), content_type=content_type)

    assert refused(answer) == (415, "unsupported_media_type", None)


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", f"multipart/form-data; boundary={'x' * 71}"]
)
def test_a_body_without_a_usable_boundary_is_refused(send, content_type):
    answer = send(form(data(), document()), content_type=content_type)

    assert refused(answer) == (400, "invalid_request", None)


def test_who_has_no_key_cannot_send_a_file(club, files):
    before = files("kept")
    answer = club.nobody.post(PATH, body=form(data(), document()), content_type=CONTENT_TYPE)

    assert answer.status == 401
    assert files("incoming") == []
    assert files("kept") == before


def test_what_goes_wrong_behind_takes_the_file_back(send):
    assert send(form(data(b'{"reason": "Away"}'), document())).status == 500


def test_an_error_is_told_in_the_language_of_the_call(send):
    answer = send(form(document()), headers={"accept-language": "de"})

    assert answer.json()["errorMessage"] == "data: wird benötigt"


def test_a_picture_needs_no_other_part(send, picture):
    answer = send(form(part("image", picture)), "/club/v1/members/7/image", "PUT")

    assert answer.status == 200, answer.body


@pytest.mark.parametrize("content", [bomb(), b"\x89PNG\r\n\x1a\n" + b"not a picture" * 9])
def test_a_picture_that_cannot_be_read_is_refused(send, content):
    answer = send(form(part("image", content)), "/club/v1/members/7/image", "PUT")

    assert refused(answer) == (400, "image_unreadable", "image")


@pytest.fixture
def picture():
    file = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(file, "PNG")
    return file.getvalue()


def test_a_large_file_takes_no_memory(anna, club):
    noise = b"\x89PNG\r\n\x1a\n" + b"\0" * (1 << 16)
    head, tail = form(part("image", noise)).split(noise)
    pieces = [head, noise, *([b"\0" * (1 << 16)] * 395), tail]  # 24.7 MiB
    tracemalloc.start()
    answer = anna.put(
        "/club/v1/members/7/image",
        chunks=pieces,
        headers={"content-type": CONTENT_TYPE},
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert refused(answer) == (400, "image_unreadable", "image")
    assert peak < 8 << 20


def test_a_caller_who_goes_away_leaves_nothing(anna, club, files):
    first = form(data(), document())[:-40]
    said = iter(
        [{"type": "http.request", "body": first, "more_body": True}, {"type": "http.disconnect"}]
    )
    sent = []

    async def receive():
        return next(said)

    async def send(message):
        sent.append(message)

    headers = {"x-api-key": anna.key, "content-type": CONTENT_TYPE}
    scope = {
        "type": "http",
        "method": "POST",
        "path": PATH,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "scheme": "http",
    }
    anna.loop.run(club.server.app(scope, receive, send))

    assert sent == []
    assert files("incoming") == []
