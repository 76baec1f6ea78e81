"""The document is published as the server keeps it, readable from everywhere and without any other server."""

from __future__ import annotations

import re

import orjson
import pytest
import yaml
from answers import code_in, told
from calls import CONTRACT, OPERATIONS
from openapi_spec_validator import OpenAPIV30SpecValidator

APIS = sorted(CONTRACT.apis)
WHOLE = ["/openapi.yaml", "/openapi.json"]
OF_APIS = [
    f"{CONTRACT.apis[name].base}/openAPI.{form}" for name in APIS for form in ("yaml", "json")
]
CATALOG = "/.well-known/api-catalog"
PUBLISHED = [*WHOLE, *OF_APIS, CATALOG]
FILES = [
    "/docs", "/docs/start.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js",
    "/docs/favicon-32x32.png",
]  # fmt: skip


def parsed(answer):
    kind = answer.headers["content-type"]
    return yaml.safe_load(answer.body) if kind == "application/yaml" else orjson.loads(answer.body)


def operations_of(document):
    return {
        operation["operationId"]
        for item in document["paths"].values()
        for method, operation in item.items()
        if method in ("get", "put", "post", "patch", "delete")
    }


@pytest.fixture
def whole(nobody):
    return parsed(nobody.get("/openapi.json"))


@pytest.mark.parametrize("path", [*WHOLE, *OF_APIS])
def test_every_published_document_is_valid(path, nobody):
    assert list(OpenAPIV30SpecValidator(parsed(nobody.get(path))).iter_errors()) == []


@pytest.mark.parametrize("path", [*WHOLE, *OF_APIS])
def test_its_media_type_is_the_one_of_its_name(path, nobody):
    kind = "application/yaml" if path.endswith("yaml") else "application/json"
    assert nobody.get(path).headers["content-type"] == kind


def test_yaml_and_json_say_the_same(nobody):
    for path in (path for path in [*WHOLE, *OF_APIS] if path.endswith("yaml")):
        as_json = nobody.get(path.removesuffix("yaml") + "json")
        assert parsed(nobody.get(path)) == parsed(as_json)


def test_the_whole_document_has_every_operation(whole):
    assert operations_of(whole) == {operation.id for operation in OPERATIONS}


@pytest.mark.parametrize("name", APIS)
def test_the_document_of_an_api_has_its_operations_and_no_others(name, nobody):
    document = parsed(nobody.get(f"{CONTRACT.apis[name].base}/openAPI.json"))
    own = {operation.id for operation in OPERATIONS if operation.api == name}
    assert operations_of(document) == own


@pytest.mark.parametrize("path", [*WHOLE, *OF_APIS])
def test_a_published_document_stands_alone(path, nobody):
    references = set(
        re.findall(r'"\$ref":"([^"]*)"', orjson.dumps(parsed(nobody.get(path))).decode())
    )
    assert all(reference.startswith("#/") for reference in references)


def test_what_the_rules_add_is_in_the_published_document(whole):
    create = whole["paths"]["/registry/v1/resources"]["post"]
    names = {
        (
            whole["components"]["parameters"][item["$ref"].rsplit("/", 1)[1]]
            if "$ref" in item
            else item
        )["name"]
        for item in create["parameters"]
    }
    assert {"X-Request-ID", "X-Idempotency-Key", "Idempotency-Key", "Idempotence-Key"} <= names
    assert {"201", "400", "401", "403", "409", "413", "415", "422", "429", "503"} <= set(
        create["responses"]
    )


def test_no_operation_has_a_default_answer(whole):
    assert not any(
        "default" in operation["responses"]
        for item in whole["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and "responses" in operation
    )


@pytest.mark.parametrize("path", [*PUBLISHED, *FILES])
def test_who_has_the_current_bytes_is_told_so(path, nobody):
    first = nobody.get(path)
    for tag in (
        first.headers["etag"],
        f"W/{first.headers['etag']}",
        f'"other", {first.headers["etag"]}',
        "*",
    ):
        again = nobody.get(path, headers={"if-none-match": tag})
        assert (again.status, again.body, again.headers["etag"]) == (
            304,
            b"",
            first.headers["etag"],
        )
    assert nobody.get(path, headers={"if-none-match": '"other"'}).status == 200


@pytest.mark.parametrize("path", PUBLISHED)
def test_a_page_of_any_origin_may_read_it(path, nobody):
    headers = {"origin": "https://editor.example.com"}
    answer = nobody.get(path, headers=headers)
    unchanged = nobody.get(path, headers=headers | {"if-none-match": answer.headers["etag"]})
    for each in (answer, unchanged):
        assert each.headers["access-control-allow-origin"] == "*"
        assert each.headers["access-control-expose-headers"] == "ETag"
        assert "access-control-allow-credentials" not in each.headers


@pytest.mark.parametrize("path", PUBLISHED)
def test_a_preflight_is_answered(path, nobody):
    headers = {
        "origin": "https://editor.example.com",
        "access-control-request-method": "GET",
        "access-control-request-headers": "if-none-match",
    }
    answer = nobody.call("OPTIONS", path, headers=headers)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in answer.headers["access-control-allow-methods"].split(", ")
    assert answer.headers["access-control-allow-headers"].lower() == "if-none-match"


@pytest.mark.parametrize("path", ["/registry/v1/resources", "/healthz", "/docs"])
def test_nothing_else_is_open_to_other_origins(path, alice):
    headers = {"origin": "https://evil.example.com"}
    for method in ("GET", "OPTIONS"):
        answer = alice.call(method, path, headers=headers)
        assert not any(name.startswith("access-control-") for name in answer.headers)


@pytest.mark.parametrize("path", [*PUBLISHED, *FILES, "/healthz", "/readyz"])
def test_no_type_is_to_be_guessed(path, nobody):
    assert nobody.get(path).headers["x-content-type-options"] == "nosniff"


def test_the_catalogue_leads_to_every_api_and_its_documents(nobody):
    answer = nobody.get(CATALOG)
    links = orjson.loads(answer.body)["linkset"]
    assert answer.headers["content-type"].startswith("application/linkset+json")
    assert sorted(link["anchor"] for link in links) == sorted(
        api.base for api in CONTRACT.apis.values()
    )
    for link in links:
        for target in (*link["service-desc"], *link["service-doc"], *link["status"]):
            found = nobody.get(target["href"])
            assert (found.status, found.headers["content-type"].split(";")[0]) == (
                200,
                target["type"],
            )


@pytest.mark.parametrize("path", FILES)
def test_the_rendering_has_a_strict_policy(path, nobody):
    policy = nobody.get(path).headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert not re.search(r"https?:|\*|unsafe-eval", policy)


def test_the_rendering_loads_nothing_from_elsewhere(nobody):
    html = nobody.get("/docs").body.decode()
    loaded = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert loaded
    assert set(loaded) <= set(FILES)
    assert not re.search(r"https?://|//[a-z]", html + nobody.get("/docs/start.js").body.decode())
    assert "<script>" not in html


def test_the_style_sheet_loads_nothing_from_elsewhere(nobody):
    css = nobody.get("/docs/swagger-ui.css").body.decode()
    assert not re.search(r"@import|url\((?!['\"]?data:)", css)


def test_the_rendering_shows_this_document(nobody):
    assert 'url: "/openapi.json"' in nobody.get("/docs/start.js").body.decode()


def test_the_renderer_is_new_enough(nobody):
    script = nobody.get("/docs/swagger-ui-bundle.js").body.decode()
    [(major, minor)] = re.findall(r'PACKAGE_VERSION:"(\d+)\.(\d+)', script)
    assert (int(major), int(minor)) >= (5, 35)


def test_the_process_says_that_it_is_alive(nobody):
    answer = nobody.get("/healthz")
    assert (answer.status, answer.json(), answer.headers["cache-control"]) == (
        200,
        {"status": "ok"},
        "no-store",
    )


def test_the_server_says_that_it_can_serve(nobody):
    answer = nobody.get("/readyz")
    assert (answer.status, answer.json(), answer.headers["cache-control"]) == (
        200,
        {"status": "ok"},
        "no-store",
    )


def test_metrics_are_for_callers_on_this_machine(nobody):
    for address in ("127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"):
        answer = nobody.with_key(None, address).get("/metrics")
        assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
        assert b"charter_requests_total" in answer.body
    for address in ("192.0.2.1", "2001:db8::1", "", "unix"):
        assert told(nobody.with_key(None, address).get("/metrics")) == code_in(
            "problem", "not_found"
        )


def test_metrics_can_be_for_holders_of_an_admin_key(applications):
    cast = applications(CHARTER_METRICS="key")
    callers = [cast.client, cast.client.with_key("wrong"), cast.caller("bob"), cast.caller("alice")]
    assert [caller.get("/metrics").status for caller in callers] == [401, 401, 404, 200]


def test_metrics_can_be_switched_off(applications):
    cast = applications(CHARTER_METRICS="off")
    assert [cast.client.get("/metrics").status, cast.caller("alice").get("/metrics").status] == [
        404,
        404,
    ]


def test_metrics_count_calls_by_operation(applications):
    cast = applications(CHARTER_METRICS="loopback", CHARTER_THREADS="4")
    for _ in range(3):
        cast.caller("alice").get("/registry/v1/resources")
    text = cast.client.get("/metrics").body.decode()
    assert 'charter_requests_total{operation="listResources",status="2xx"} 3.0' in text


def test_nothing_of_a_page_needs_a_key(nobody):
    for path in [*PUBLISHED, *FILES, "/healthz", "/readyz"]:
        assert nobody.get(path).status == 200, path
