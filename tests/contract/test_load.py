import time
from contextlib import suppress
from copy import deepcopy
from functools import reduce
from operator import getitem

import pytest

from contract.kept import Kept
from contract.load import DocumentError, load, proven


def refusal(shop, method="get", **operation):
    with pytest.raises(DocumentError) as caught:
        shop.load(method, **operation)
    return str(caught.value)


def test_operations_are_found_by_id_with_their_api_and_rules(shop):
    shop.api |= {"rate-limit": {"budget": 10, "per": 60}}

    contract, operation = shop.load(rules={"scopes": ["shop:read"], "importance": "critical"})

    assert (operation.api, operation.method, operation.path) == ("shop", "get", "/shop/v1/things")
    assert operation.rules.scopes == ("shop:read",)
    assert operation.rules.importance == "critical"
    assert contract.apis["shop"].base == "/shop/v1"
    assert operation.definition is contract.document["paths"]["/shop/v1/things"]["get"]


def test_an_unknown_rule_is_refused_with_file_line_place_and_allowed_names(shop):
    message = refusal(shop, rules={"idempotnt": {}})

    assert message == (
        "openapi.yaml:26: paths./shop/v1/things.get.x-charter.idempotnt: unknown rule; known: access,"
        " brief, conditional, emits, errors, idempotent, importance, location, named, paged,"
        " rate-limit, scopes, select, sort, sparse, upload"
    )


def test_an_ill_formed_rule_is_refused_with_its_place(shop):
    message = refusal(shop, rules={"paged": {"style": "token", "limit": {"max": 0}}})

    assert "x-charter.paged.limit.max: 0 is less than the minimum of 1" in message


def test_an_unknown_rule_on_a_tag_is_refused(shop):
    shop.api |= {"errers": "problem"}

    assert "tags.0.x-charter.errers: unknown rule; known: acting-user, alias, audit," in refusal(
        shop
    )


def test_an_operation_belongs_to_an_api(shop):
    message = refusal(shop, tags=["shops"])

    assert message.endswith("get.tags: the first tag must be an API; known: shop")


def test_two_operations_of_one_id_are_refused(shop):
    operations = {"/shop/v1/a": {"get": shop.operation()}, "/shop/v1/b": {"get": shop.operation()}}
    shop.write(shop.document(operations))

    with pytest.raises(DocumentError, match="operationId: doIt exists already"):
        load(shop.path)


@pytest.mark.parametrize("name", ["session", "tenant", "body", "page", "expected", "caller"])
def test_names_that_handlers_are_given_anyway_are_refused_as_parameters(shop, name):
    parameter = {"name": name, "in": "query", "schema": {"type": "string"}}

    assert f"the name {name} is reserved" in refusal(shop, parameters=[parameter])


def test_parameters_of_the_path_become_the_operations_own_and_can_be_overridden(shop, parameters):
    def named(name, description):
        schema = {"type": "string"}
        return {"name": name, "in": "query", "description": description, "schema": schema}

    item = {
        "parameters": [named("a", "path"), named("b", "path")],
        "get": shop.operation(parameters=[named("b", "operation")]),
    }
    shop.write(shop.document({"/shop/v1/things": item}))
    contract = load(shop.path)

    found = parameters(contract, contract.operations["doIt"])
    assert {n: p["description"] for n, p in found.items()} == {"a": "path", "b": "operation"}
    assert "parameters" not in contract.document["paths"]["/shop/v1/things"]


def test_the_apis_rate_limit_holds_where_the_operation_has_none(shop):
    shop.api |= {"rate-limit": {"budget": 10, "per": 60}}

    _, ordinary = shop.load()
    _, own = shop.load(rules={"rate-limit": {"budget": 1, "per": 2}})
    _, public = shop.load(security=[])

    assert (ordinary.rules.rate_limit.budget, ordinary.rules.rate_limit.per) == (10, 60)
    assert (own.rules.rate_limit.budget, own.rules.rate_limit.per) == (1, 2)
    assert public.rules.rate_limit is None


def test_an_operation_without_security_is_public(shop):
    assert shop.load()[1].public is False
    assert shop.load(security=[])[1].public is True


def test_a_document_that_forgets_its_credentials_is_refused(shop):
    shop.write(shop.document({"/shop/v1/things": {"get": shop.operation()}}, security=[]))

    with pytest.raises(DocumentError, match="must say which credentials operations need"):
        load(shop.path)


def test_credentials_that_are_optional_are_refused(shop):
    message = refusal(shop, security=[{"bearer": []}, {}])

    assert "credentials are needed or not; write security: [] for a public operation" in message


def test_audit_needs_request_ids_that_are_unique(shop):
    shop.api |= {"audit": {"keep-days": 3}, "request-id": {"unique": False}}

    assert "audit: records calls by their request-id, which must be unique: true" in refusal(shop)


def test_audit_can_do_without_request_ids_of_the_callers(shop):
    shop.api |= {"audit": {"keep-days": 3}}

    assert shop.load()[1].id == "doIt"


def test_what_is_not_openapi_is_refused_with_its_place(shop):
    message = refusal(shop, parameters=[{"in": "query"}])

    assert message.startswith("openapi.yaml:")
    assert message.endswith("parameters.0: 'name' is a required property")


def test_a_hundred_operations_load_in_less_than_a_second(shop):
    shop.api |= {"request-id": {}, "idempotency-key": {}, "rate-limit": {"budget": 1, "per": 1}}
    rules = {"idempotent": {}, "scopes": ["a"]}
    paths = {
        f"/shop/v1/things{i}": {
            "post": shop.operation(operationId=f"do{i}", **{"x-charter": rules})
        }
        for i in range(100)
    }
    shop.write(shop.document(paths))

    start = time.perf_counter()
    contract = load(shop.path)
    took = time.perf_counter() - start

    assert len(contract.operations) == 100
    assert took < 1


def _places(node, keys=()):
    if keys:
        yield keys
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, dict | list):
            yield from _places(value, (*keys, key))
        else:
            yield (*keys, key)


@pytest.mark.parametrize("wrong", [None, "x", 3, [], {}])
def test_whatever_is_malformed_is_refused_and_never_a_crash(shop, wrong):
    shop.api |= {"request-id": {}, "rate-limit": {"budget": 1, "per": 1}}
    rules = {"conditional": {"etag": "version"}, "errors": ["resource_not_found"]}
    document = shop.document({"/shop/v1/things": {"get": shop.operation(**{"x-charter": rules})}})

    for keys in _places(document):
        broken = deepcopy(document)
        reduce(getitem, keys[:-1], broken)[keys[-1]] = wrong
        shop.write(broken)
        with suppress(DocumentError):
            load(shop.path)


@pytest.fixture
def kept(tmp_path):
    return Kept(tmp_path / "cache")


def test_a_proven_document_says_what_a_loaded_one_says_the_second_time_too(shop, kept):
    contract, _ = shop.load()

    assert [proven(shop.path, kept), proven(shop.path, kept)] == [contract, contract]


class Remembering(Kept):
    """Makes nothing."""

    def __call__(self, made_of, _):
        return super().__call__(made_of, {}.popitem)


def test_what_was_worked_out_before_is_not_worked_out_again(shop, kept, tmp_path):
    contract, _ = shop.load()
    proven(shop.path, kept)

    assert proven(shop.path, Remembering(tmp_path / "cache")) == contract


def test_a_document_without_meaning_is_refused_every_time(shop, kept):
    shop.components["schemas"]["Thing"]["properties"]["version"]["default"] = "three"
    shop.load()

    for _ in range(2):
        with pytest.raises(DocumentError, match=r"^openapi\.yaml:1: 'three' is not of type"):
            proven(shop.path, kept)


def test_a_changed_chapter_is_read_anew(shop, kept):
    shop.load()
    proven(shop.path, kept)
    text = shop.path.read_text()
    shop.path.write_text(text.replace("title: Shop", "title: Market"))

    assert proven(shop.path, kept).document["info"]["title"] == "Market"
