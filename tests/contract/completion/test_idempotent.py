import pytest

KEYS = {"headers": ["Idempotency-Key", "X-Idempotency-Key"], "keep": 60}


def test_the_key_can_be_sent_under_each_of_its_names(shop, parameters):
    shop.api |= {"idempotency-key": KEYS}

    found = parameters(*shop.load("post", rules={"idempotent": {}}))

    assert list(found) == ["Idempotency-Key", "X-Idempotency-Key"]
    assert not any(parameter["required"] for parameter in found.values())


def test_it_can_be_running_or_have_been_used_for_something_else(shop):
    shop.api |= {"idempotency-key": KEYS}

    _, operation = shop.load("post", rules={"idempotent": {}})

    assert {"409", "422"} <= set(operation.definition["responses"])


def test_a_replayed_answer_says_so(shop, headers):
    shop.api |= {"idempotency-key": KEYS}

    contract, operation = shop.load("post", rules={"idempotent": {}})

    assert "required" not in headers(contract, operation, "200")["Idempotent-Replayed"]


def test_the_answer_is_kept_as_long_as_the_api_says_unless_the_operation_says_otherwise(shop):
    shop.api |= {"idempotency-key": KEYS}

    assert shop.load("post", rules={"idempotent": {}})[1].rules.idempotent.keep == 60
    assert shop.load("post", rules={"idempotent": {"keep": 9}})[1].rules.idempotent.keep == 9


def test_an_operation_without_the_rule_pays_nothing(shop):
    shop.api |= {"idempotency-key": KEYS}

    assert shop.load("post")[1].definition["parameters"] == []


def test_a_get_is_refused(shop, refusal):
    shop.api |= {"idempotency-key": KEYS}

    assert refusal(rules={"idempotent": {}}) == "idempotent: GET is repeatable by itself"


def test_an_api_without_keys_is_refused(refusal):
    reason = refusal("post", rules={"idempotent": {}})

    assert reason == "idempotent: the tag shop declares no idempotency-key"


@pytest.mark.parametrize("name", ["Idempotency-Key", "x-idempotency-key"])
def test_a_header_written_by_hand_is_refused(shop, refusal, name):
    shop.api |= {"idempotency-key": KEYS}
    mine = [{"name": name, "in": "header", "schema": {"type": "string"}}]

    assert "do not write it by hand" in refusal("post", rules={"idempotent": {}}, parameters=mine)
