"""What the server's own document has no example of: paths that overlap, and parameters of every kind."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import yaml
from compared import Difference, explained
from stock import Call, compiled, stock

from contract.load import load


def operation(name, *parameters, **more):
    return {
        "tags": ["shop"],
        "operationId": name,
        "summary": name,
        "parameters": list(parameters),
        "responses": {
            "200": {
                "description": "As asked",
                "content": {
                    "application/json": {"schema": {"type": "object"}, "example": {"of": name}}
                },
            }
        },
        **more,
    }


def parameter(name, place, schema, **more):
    return {
        "name": name,
        "in": place,
        "description": name,
        "schema": schema,
        "required": place == "path",
        "example": "5",
        **more,
    }


def integers(**more):
    return parameter("numbers", "query", {"type": "array", "items": {"type": "integer"}}, **more)


@pytest.fixture
def pipelines(tmp_path, cast, loop):
    """Both pipelines of a document with the given paths, protected unless an operation says otherwise."""

    def of(paths):
        text = yaml.safe_dump(
            {
                "openapi": "3.0.3",
                "info": {"title": "Shop", "version": "1"},
                "tags": [{"name": "shop", "x-charter": {"base": "/u"}}],
                "security": [{"bearer": []}],
                "paths": paths,
                "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
            },
            sort_keys=False,
        )
        (tmp_path / "openapi.yaml").write_text(text)
        contract = load(tmp_path / "openapi.yaml")
        return SimpleNamespace(
            stock=stock(contract, cast.keys["alice"], loop),
            plan=compiled(cast.server, contract, loop),
        )

    return of


@pytest.fixture
def alike(pipelines, cast):
    """Send a query to an operation with these parameters; give both handlers' arguments and the named differences."""

    def of(*parameters, query="", differences=(), path="/u/x", shared=(), headers=()):
        item = {"get": operation("doIt", *parameters)} | (
            {"parameters": list(shared)} if shared else {}
        )
        templated = any(given["in"] == "path" for given in parameters)
        both = pipelines({"/u/{id}" if templated else path: item})
        key = ("authorization", f"Bearer {cast.keys['alice']}")
        call = Call("GET", f"{path}?{query}", (key, *headers))
        names = explained(call, both.stock, both.plan, differences)
        return SimpleNamespace(names=names, plan=both.plan.send(call), stock=both.stock.send(call))

    return of


def test_a_protected_path_is_not_reached_by_the_credentials_of_a_public_one(pipelines):
    identifier = parameter("id", "path", {"type": "string"})
    both = pipelines(
        {
            "/u/{id}": {"get": operation("profile", identifier, security=[])},
            "/u/admin": {"get": operation("admin")},
        }
    )
    call = Call("GET", "/u/admin")

    theirs, ours = both.stock.send(call), both.plan.send(call)

    assert (ours.status, ours.operation) == (401, None)
    assert (theirs.status, theirs.operation) == (
        200,
        "admin",
    )  # Connexion's fault: why there is one router


def test_the_public_path_beside_it_is_served(pipelines):
    identifier = parameter("id", "path", {"type": "string"})
    both = pipelines({"/u/{id}": {"get": operation("profile", identifier, security=[])}})

    assert explained(Call("GET", "/u/anne"), both.stock, both.plan, ()) == []
    assert both.plan.received == [("profile", {"id_": "anne"})]


@pytest.mark.parametrize(
    "target", ["/u/a%0AR", "/u/%0A", "/u%0A/x", "/u/x%0A", "%0A/u/x", "/u/x/%0A"]
)
def test_a_newline_in_a_path_reaches_no_protected_handler_without_credentials(pipelines, target):
    identifier = parameter("id", "path", {"type": "string"})
    plan = pipelines({"/u/{id}": {"get": operation("read", identifier)}}).plan

    answer = plan.send(Call("GET", target))

    assert answer.status in (401, 404)
    assert plan.received == []


@pytest.mark.parametrize(
    "query",
    ["numbers=1&numbers=2", "numbers=7", "", "numbers=", "numbers=x", "numbers=1&numbers=x"],
)
def test_a_repeated_parameter_is_read_alike(alike, query):
    assert alike(integers(example=[1]), query=query).names == []


@pytest.mark.parametrize("style", ["form", "spaceDelimited", "pipeDelimited"])
@pytest.mark.parametrize(
    "query", ["numbers=1,2", "numbers=1%202", "numbers=1|2", "numbers=1", "numbers="]
)
def test_a_list_in_one_value_is_read_alike(alike, style, query):
    assert alike(integers(example=[1], style=style, explode=False), query=query).names == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("boolean", "true"), ("boolean", "False"), ("boolean", "1"), ("boolean", ""),
        ("number", "1.5"), ("number", "-0.25e3"), ("number", "x"), ("number", ""),
        ("integer", "0"), ("integer", "-3"), ("integer", "3.0"), ("string", ""), ("string", "a%20b+c"),
    ],
)  # fmt: skip
def test_a_value_of_each_type_is_read_alike(alike, kind, text):
    assert alike(parameter("v", "query", {"type": kind}), query=f"v={text}").names == []


@pytest.mark.parametrize("text", ["5", "-5", "007", "x", "5.0"])
def test_an_integer_in_the_path_is_read_alike(alike, text):
    refused = Difference(
        "not an integer",
        "Connexion finds no path; the document has one, whose value is at fault",
        lambda seen: (seen.stock.status, seen.plan.status) == (404, 400),
        lambda plain: plain["doIt"],
    )
    found = alike(
        parameter("id", "path", {"type": "integer"}), path=f"/u/{text}", differences=[refused]
    )
    assert found.names == ([] if text.lstrip("-").isdigit() else ["not an integer"])


def test_an_integer_in_a_header_can_be_sent(alike):
    always = Difference(
        "integer header",
        "Connexion does not convert headers, and so refuses each of them",
        lambda seen: (seen.stock.status, seen.plan.status) == (400, 200),
        lambda plain: plain["doIt"],
    )
    size = parameter("X-Size", "header", {"type": "integer"})

    assert alike(size, headers=[("x-size", "5")], differences=[always]).names == ["integer header"]
    assert alike(size, headers=[("x-size", "five")], differences=[always]).names == []


@pytest.mark.parametrize("text", ["inf", "nan", "1_0.5"])
def test_numbers_are_those_of_json(alike, text):
    python = Difference(
        "numbers as Python reads them",
        "`float` takes infinity, not-a-number and underscores",
        r"query\.v must be of type number",
        lambda plain: plain["doIt"],
    )
    found = alike(
        parameter("v", "query", {"type": "number"}), query=f"v={text}", differences=[python]
    )
    assert found.names == ["numbers as Python reads them"]


def test_a_parameter_of_the_operation_overrides_the_one_of_its_path(alike):
    narrow = parameter("n", "query", {"type": "integer", "maximum": 5})
    wide = parameter("n", "query", {"type": "integer", "maximum": 50})

    found = alike(wide, shared=[narrow], query="n=20")

    assert found.names == []
    assert found.plan.arguments == {"n": 20}


def test_flask_knows_no_path_at_all(cast):
    web = cast.server.app._middleware_app.app
    assert list(web.url_map.iter_rules()) == []
