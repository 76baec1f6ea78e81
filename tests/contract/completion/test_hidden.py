from copy import deepcopy

import pytest

from contract.place import DocumentError

RATE = {"type": "number", "description": "Per hour.", "x-charter": {"hidden-without": "shop:rates"}}


@pytest.fixture
def hide(shop):
    """Loads a shop whose things have a hidden rate."""

    def load(schema=RATE, **more):
        shop.components["schemas"]["Thing"]["properties"]["rate"] = deepcopy(schema)
        return shop.load(**more)

    return load


def test_the_description_tells_which_scope_shows_it(hide):
    contract, _ = hide()

    rate = contract.document["components"]["schemas"]["Thing"]["properties"]["rate"]
    assert rate["description"] == "Per hour. Only keys with the scope `shop:rates` get it."


def test_what_not_everybody_gets_cannot_be_required(shop, hide):
    shop.components["schemas"]["Thing"]["required"].append("rate")

    with pytest.raises(DocumentError, match=r"schemas\.Thing\.properties\.rate") as caught:
        hide()

    reason = "hidden-without: the property must not be required: not everybody gets it"
    assert caught.value.reason == reason


@pytest.mark.parametrize("beside", [True, False])
def test_nor_by_what_its_schema_is_combined_with(shop, refusal, beside):
    part = {"type": "object", "properties": {"rate": deepcopy(RATE)}}
    combined = {"allOf": [part, {"type": "object"}]}
    (combined["allOf"][1] if beside else combined)["required"] = ["rate"]
    shop.components["schemas"]["Thing"]["properties"]["inside"] = combined

    assert refusal().startswith("hidden-without: the property must not be required")


def test_a_stored_answer_would_show_it_to_others(shop, hide, refusal):
    shop.api["idempotency-key"] = {}
    shop.components["schemas"]["Thing"]["properties"]["rate"] = deepcopy(RATE)

    reason = refusal("post", rules={"idempotent": {}})

    assert reason == (
        "idempotent: the answer has rate, which is hidden-without a scope; a replay would show it"
    )


def test_a_write_that_is_not_replayed_may_answer_with_it(hide):
    assert hide(method="post", rules={"scopes": ["a"]})[1].id == "doIt"


@pytest.mark.parametrize("scope", ["", "a b", "a|b"])
def test_it_names_one_scope(hide, scope):
    with pytest.raises(DocumentError, match="hidden-without"):
        hide({"type": "number", "x-charter": {"hidden-without": scope}})
