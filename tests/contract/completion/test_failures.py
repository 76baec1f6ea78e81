import pytest

from contract.load import load

BODY = {"content": {"application/json": {"schema": {"type": "object"}}}}


def codes(contract, operation, status):
    content = contract.resolve(operation.definition["responses"][status])["content"]
    return set(next(iter(content.values()))["examples"])


def statuses(operation):
    return set(operation.definition["responses"])


def test_a_plain_read_can_fail_in_the_ways_of_every_call(shop):
    _, operation = shop.load()

    assert statuses(operation) == {"200", "401", "403", "406", "429", "431", "500", "503"}


def test_a_public_read_has_no_credentials_to_fail_with(shop):
    _, operation = shop.load(security=[])

    assert statuses(operation) == {"200", "406", "431", "500", "503"}


def test_a_body_can_be_wrong_too_large_or_of_another_type(shop):
    _, operation = shop.load("post", requestBody=BODY)

    assert {"400", "413", "415"} <= statuses(operation)


def test_the_outcome_of_a_write_can_be_unknown(shop):
    assert "504" in statuses(shop.load("post")[1])
    assert "504" not in statuses(shop.load("get")[1])


def test_a_key_can_lack_a_scope_only_where_one_is_needed(shop):
    assert codes(*shop.load(), "403") == {"locked_out", "https_required"}
    assert "forbidden" in codes(*shop.load(rules={"scopes": ["a"]}), "403")


def test_a_declared_error_adds_the_answer_of_its_status(shop):
    contract, operation = shop.load(rules={"errors": ["resource_not_found", "transition_refused"]})

    assert codes(contract, operation, "404") == {"resource_not_found"}
    assert codes(contract, operation, "409") == {"transition_refused"}


def test_statuses_stand_in_their_order(shop):
    found = list(
        shop.load("post", rules={"errors": ["resource_not_found"]})[1].definition["responses"]
    )

    assert found == sorted(found)


def test_answers_are_shared_by_operations_that_fail_alike(shop):
    _, operation = shop.load()

    assert operation.definition["responses"]["401"] == {
        "$ref": "#/components/responses/ShopUnauthorized"
    }


@pytest.mark.parametrize(
    ("style", "media_type", "bad_request", "other"),
    [
        ("problem", "application/problem+json", "Problem", "Problem"),
        ("itemized", "application/json", "InvalidRequest", "Error"),
        ("studio", "application/json", "StudioError", "StudioError"),
        ("practice", "application/json", "PracticeError", "PracticeError"),
        ("titled", "application/json", "TitledError", "TitledError"),
    ],
)
def test_errors_have_the_shape_of_the_api(shop, style, media_type, bad_request, other):
    shop.api |= {"errors": style}

    contract, operation = shop.load("post", requestBody=BODY)

    for status, name in (("400", bad_request), ("401", other)):
        content = contract.resolve(operation.definition["responses"][status])["content"]
        assert list(content) == [media_type]
        assert content[media_type]["schema"] == {"$ref": f"#/components/schemas/{name}"}


def test_a_caller_is_told_when_to_come_back(shop, headers):
    contract, operation = shop.load()

    assert headers(contract, operation, "429")["Retry-After"]["required"] is True
    assert headers(contract, operation, "503")["Retry-After"]["required"] is True


def test_a_missing_key_is_answered_with_a_challenge(shop, headers):
    assert "WWW-Authenticate" in headers(*shop.load(), "401")


def test_a_key_that_is_no_good_is_forbidden_where_the_api_says_so(shop):
    shop.api["credentials"] = {"invalid": 403}

    contract, operation = shop.load()

    assert "invalid_key" in codes(contract, operation, "403")
    assert codes(contract, operation, "401") == {"unauthenticated"}


def test_everywhere_else_it_is_like_none(shop):
    assert "invalid_key" not in codes(*shop.load(), "403")


def test_an_unknown_code_is_refused_with_the_known_ones(refusal):
    reason = refusal(rules={"errors": ["thing_not_found"]})

    assert reason.startswith("errors: unknown code thing_not_found; known: ")
    assert "activation_not_found, " in reason


def test_scopes_on_a_public_operation_are_refused(refusal):
    reason = refusal(security=[], rules={"scopes": ["a"]})

    assert reason == "scopes: the operation is public, so there is no key to have scopes"


def test_a_response_written_by_hand_beside_a_rule_is_refused(refusal):
    responses = {"200": {"description": "Well"}, "404": {"description": "Not found"}}

    reason = refusal(rules={"errors": ["resource_not_found"]}, responses=responses)

    assert reason == "errors: adds the response 404 (resource_not_found); do not write it by hand"


def test_answers_are_named_after_the_reasons_that_not_every_operation_has(shop):
    _, operation = shop.load(rules={"errors": ["resource_name_taken", "transition_refused"]})

    expected = {"$ref": "#/components/responses/ShopResourceNameTakenOrTransitionRefused"}
    assert operation.definition["responses"]["409"] == expected


def test_two_operations_that_fail_differently_do_not_share_an_answer(shop):
    with_scope = shop.operation(operationId="other", **{"x-charter": {"scopes": ["a"]}})
    paths = {"/shop/v1/a": {"get": shop.operation()}, "/shop/v1/b": {"get": with_scope}}
    shop.write(shop.document(paths))

    operations = load(shop.path).operations

    names = [operations[id_].definition["responses"]["403"]["$ref"] for id_ in ("doIt", "other")]
    assert names == [
        "#/components/responses/ShopForbidden",
        "#/components/responses/OtherForbidden",
    ]
