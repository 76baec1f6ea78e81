import pytest


@pytest.fixture(autouse=True)
def readable(shop):
    shop.api["pretty"] = True


@pytest.mark.parametrize("security", [{}, {"security": []}])
def test_every_operation_can_be_asked_for_it(shop, parameters, security):
    contract, operation = shop.load(**security)
    found = parameters(contract, operation)["pretty"]

    assert (found["in"], found["required"]) == ("query", False)
    assert found["schema"] == {"type": "boolean", "default": False}
    assert "400" in operation.definition["responses"]


def test_only_where_the_api_offers_it(shop):
    shop.api["pretty"] = False

    assert not shop.load()[1].definition.get("parameters")


def test_one_written_by_hand_is_refused(refusal):
    by_hand = {"name": "pretty", "in": "query", "schema": {"type": "string"}}

    assert refusal(parameters=[by_hand]).startswith("pretty: adds the parameter pretty")
