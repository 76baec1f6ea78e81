import pytest

BODY = {"content": {"application/json": {"schema": {"type": "object"}}}}
TOLD = "Send it without a body; over HTTP/1.1, with `Content-Length: 0`."


@pytest.fixture(autouse=True)
def strict(shop):
    shop.api["bodiless"] = "content-length"


@pytest.mark.parametrize("method", ["post", "put"])
def test_an_operation_without_a_body_says_how_it_is_sent(shop, method):
    _, operation = shop.load(method)

    assert operation.definition["description"] == TOLD
    assert "400" in operation.definition["responses"]


@pytest.mark.parametrize(
    ("method", "body"), [("get", {}), ("delete", {}), ("post", {"requestBody": BODY})]
)
def test_others_do_not(shop, method, body):
    assert "description" not in shop.load(method, **body)[1].definition


def test_nor_do_those_of_other_apis(shop):
    del shop.api["bodiless"]

    assert "description" not in shop.load("post")[1].definition
