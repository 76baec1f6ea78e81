import pytest


@pytest.fixture(autouse=True)
def traced(shop):
    shop.api["trace"] = {"header": "x-shop-trace"}


@pytest.mark.parametrize("status", ["200", "401", "403", "406", "429", "431", "500", "503"])
def test_every_answer_names_the_trace(shop, headers, status):
    found = headers(*shop.load(rules={"scopes": ["a"]}), status)["x-shop-trace"]

    assert (found["required"], found["schema"]["pattern"]) == (True, "^[0-9a-f]{32}$")


def test_so_does_an_answer_that_nothing_has_changed(shop, headers):
    assert "x-shop-trace" in headers(*shop.load(rules={"conditional": {"etag": "version"}}), "304")


def test_a_header_written_by_hand_is_refused(shop, refusal):
    response = shop.operation()["responses"]["200"]
    response["headers"] = {"X-Shop-Trace": {"schema": {"type": "string"}}}

    reason = refusal(responses={"200": response})

    assert reason == "trace: adds the header x-shop-trace to 200; do not write it by hand"
