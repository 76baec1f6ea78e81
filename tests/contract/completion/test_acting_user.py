import pytest


@pytest.fixture(autouse=True)
def acting(shop):
    shop.api["acting-user"] = {"header": "x-shop-user"}


def test_every_operation_with_a_key_takes_the_header(shop, parameters):
    contract, operation = shop.load()
    found = parameters(contract, operation)["x-shop-user"]

    assert (found["in"], found["required"]) == ("header", False)
    assert found["schema"] == {"type": "string", "format": "uuid"}
    assert "400" in operation.definition["responses"]


def test_a_public_operation_does_not(shop):
    _, operation = shop.load(security=[])

    assert not operation.definition.get("parameters")


def test_a_header_written_by_hand_is_refused(shop, refusal):
    by_hand = {"name": "X-Shop-User", "in": "header", "schema": {"type": "string"}}

    assert refusal(parameters=[by_hand]).startswith("acting-user: adds the parameter X-Shop-User")
