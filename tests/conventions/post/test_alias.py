"""The same operations answer under the second path."""

import pytest


@pytest.mark.parametrize(
    "path", ["/boxes", "/boxes/b1", "/boxes/b1/letters/l1", "/boxes/b9", "/hours"]
)
def test_a_read_is_answered_alike(alice, path):
    first, second = alice.get(f"/post/v1{path}"), alice.get(f"/post{path}")

    assert (second.status, second.body) == (first.status, first.body)


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE"])
def test_so_is_every_method(alice, method):
    first, second = (alice.call(method, f"{base}/boxes") for base in ("/post/v1", "/post"))

    assert (second.status, second.headers.get("allow")) == (
        first.status,
        first.headers.get("allow"),
    )


def test_a_write_is_answered_alike(alice):
    answer = alice.put("/post/boxes/b1", json={"street": "Oak"})

    assert answer.json()["box"] == {"id": "b1", "street": "Oak"}


def test_the_key_is_asked_for_alike(post):
    assert post.nobody.get("/post/boxes").status == 401


def test_an_api_without_a_second_path_has_none(alice):
    assert alice.get("/plain/v1/motto").status == 200
    assert alice.get("/plain/motto").status == 404
