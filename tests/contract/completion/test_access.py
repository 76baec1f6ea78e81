import pytest

ONE = "/shop/v1/things/{thing_id}"
ID = {"name": "thing_id", "in": "path", "required": True, "schema": {"type": "string"}}


def access(**rule):
    return {"access": {"resource": "things", "mode": "read"} | rule}


SOME = "; with `shop:things:read:<id>` it shows only what has such an id"
ANY = ", or for one of them `shop:things:read:<thing_id>`"


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"mode": "write"}, "Needs the scope `shop:things:write`."),
        ({}, f"Needs the scope `shop:things:read`{SOME}."),
        ({"target": "thing_id"}, f"Needs the scope `shop:things:read`{ANY}."),
    ],
)
def test_the_description_names_the_scope(shop, rule, told):
    _, operation = shop.load(
        path=ONE, parameters=[ID], rules=access(**rule), description="As it says."
    )

    assert operation.definition["description"] == f"As it says. {told}"


def test_a_key_can_lack_it(shop):
    contract, operation = shop.load(rules=access())

    (media,) = contract.resolve(operation.definition["responses"]["403"])["content"].values()
    assert "forbidden" in media["examples"]


def test_a_target_that_is_not_in_the_path_is_refused(refusal):
    assert refusal(rules=access(target="thing_id")) == "access: the path has no parameter thing_id"


def test_a_public_operation_has_no_key_to_have_scopes(refusal):
    assert refusal(rules=access(), security=[]).startswith("access: the operation is public")


def test_what_the_handler_is_given_is_no_parameter(refusal):
    visible = {"name": "visible", "in": "query", "schema": {"type": "string"}}

    assert refusal(rules=access(), parameters=[visible]).startswith("access: gives the handler")
