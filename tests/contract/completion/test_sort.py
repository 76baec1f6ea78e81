import pytest


def test_a_parameter_chooses_the_order(shop, parameters):
    rules = {"sort": {"by": ["date", "client.name"], "default": ["-date"]}}
    found = parameters(*shop.load(rules=rules))["sort"]

    assert (found["in"], found["style"], found["explode"]) == ("query", "form", False)
    assert found["schema"] == {
        "type": "array",
        "items": {"type": "string", "enum": ["date", "-date", "client.name", "-client.name"]},
        "minItems": 1,
        "maxItems": 2,
        "uniqueItems": True,
        "default": ["-date"],
    }


def test_without_a_default_the_parameter_has_none(shop, parameters):
    found = parameters(*shop.load(rules={"sort": {"by": ["date"]}}))["sort"]

    assert "default" not in found["schema"]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ({"by": ["a"], "default": ["b"]}, "sort: the default b is none of those to sort by"),
        ({"by": ["a"], "default": ["a", "-a"]}, "sort: the default names a field twice"),
        ({"by": []}, "[] has less than 1 item"),
        (
            {"by": ["a b"]},
            r'"a b" does not match "^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$"',
        ),
    ],
)
def test_an_order_that_cannot_be_is_refused(refusal, rule, reason):
    assert refusal(rules={"sort": rule}) == reason


def test_only_what_is_read_is_sorted(refusal):
    assert refusal("post", rules={"sort": {"by": ["a"]}}) == (
        "sort: only a GET is sorted, not a POST"
    )
