import re

import pytest


def test_an_api_without_the_rule_has_no_header(shop):
    assert shop.load()[1].definition["parameters"] == []


@pytest.mark.parametrize("required", [True, False])
def test_the_caller_names_the_call(shop, parameters, required):
    shop.api |= {"request-id": {"header": "X-Request-ID", "required": required}}

    parameter = parameters(*shop.load())["X-Request-ID"]

    assert (parameter["in"], parameter["required"]) == ("header", required)
    assert re.fullmatch(parameter["schema"]["pattern"], parameter["example"])


def test_every_answer_says_the_id(shop, headers):
    shop.api |= {"request-id": {}}

    contract, operation = shop.load(rules={"errors": ["resource_not_found"]})

    for status in operation.definition["responses"]:
        assert headers(contract, operation, status)["X-Request-ID"]["required"] is True


def test_only_a_unique_id_can_be_used_twice_by_mistake(shop):
    shop.api |= {"request-id": {"unique": True}}
    assert "409" in shop.load()[1].definition["responses"]

    shop.api |= {"request-id": {"unique": False}}
    assert "409" not in shop.load()[1].definition["responses"]


def test_a_header_written_by_hand_is_refused(shop, refusal):
    shop.api |= {"request-id": {}}
    mine = {"name": "x-request-id", "in": "header", "schema": {"type": "string"}}

    assert "adds the parameter x-request-id; do not write it by hand" in refusal(parameters=[mine])
