import pytest


@pytest.fixture(autouse=True)
def parts(shop):
    thing = shop.components["schemas"]["Thing"]
    thing["properties"] |= {name: {"type": "object"} for name in ("owner", "makers")}
    schema = {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}
    content = {"application/json": {"schema": schema}}
    shop.listed = {"responses": {"200": {"description": "Things", "content": content}}}


def test_a_parameter_chooses_among_the_parts_by_name(shop, parameters):
    rules = {"select": {"parts": ["owner", "maker:makers"], "default": ["owner"]}}
    found = parameters(*shop.load(rules=rules, **shop.listed))["select"]

    assert (found["in"], found["style"], found["explode"]) == ("query", "form", False)
    assert found["schema"] == {
        "type": "array",
        "minItems": 1,
        "maxItems": 4,
        "items": {"type": "string", "enum": ["owner", "-owner", "maker", "-maker"]},
    }
    assert "owner, maker. Without it: owner." in found["description"]


def test_without_a_default_it_says_that_no_part_is_there(shop, parameters):
    found = parameters(*shop.load(rules={"select": {"parts": ["owner"]}}, **shop.listed))

    assert "None of them is there otherwise." in found["select"]["description"]


def test_one_thing_has_parts_like_a_list_of_them(shop, parameters):
    assert "select" in parameters(*shop.load(rules={"select": {"parts": ["owner"]}}))


def test_parts_are_found_in_the_items_of_a_page(shop, parameters):
    rules = {"select": {"parts": ["owner"]}, "paged": {"style": "pagination"}}

    assert list(parameters(*shop.load(rules=rules, **shop.listed))) == ["select", "limit", "offset"]


def test_parts_are_found_in_what_an_item_is_combined_of(shop, parameters):
    more = {"type": "object", "properties": {"extra": {"type": "object"}}}
    combined = {"allOf": [{"$ref": "#/components/schemas/Thing"}, more]}
    shop.listed["responses"]["200"]["content"]["application/json"]["schema"]["items"] = combined

    rules = {"select": {"parts": ["owner", "extra"]}}

    assert "select" in parameters(*shop.load(rules=rules, **shop.listed))


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ({"parts": ["price"]}, "select: the answer has no property price for price"),
        ({"parts": ["a:b"]}, "select: the answer has no property b for a"),
        ({"parts": ["version"]}, "select: version is required in the answer"),
        ({"parts": ["owner"], "default": ["x"]}, "select: the default x is none of the parts"),
        ({"parts": ["owner", "owner:makers"]}, "select: a part is named twice"),
        ({"parts": []}, "[] has less than 1 item"),
    ],
)
def test_parts_that_cannot_be_are_refused(shop, refusal, rule, reason):
    assert refusal(rules={"select": rule}, **shop.listed) == reason


def test_an_answer_without_a_body_has_no_parts(refusal):
    reason = refusal(
        "delete", rules={"select": {"parts": ["a"]}}, responses={"204": {"description": "Gone"}}
    )

    assert reason == "select: the operation has no answer with a body"


def test_a_parameter_written_by_hand_is_refused(shop, refusal):
    by_hand = {"name": "select", "in": "query", "schema": {"type": "string"}}
    rules = {"select": {"parts": ["owner"]}}

    reason = refusal(rules=rules, parameters=[by_hand], **shop.listed)

    assert reason == "select: adds the parameter select; do not write it by hand"
