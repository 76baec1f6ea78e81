"""Connexion's stock pipeline is the reference: the plan answers as it does, but for the named differences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests
import schemathesis
from compared import explained
from differences import DIFFERENCES
from hypothesis import HealthCheck, given, settings
from stock import Call, compiled, stock
from strange import plain, strange

from contract.load import load

APIS = ("registry", "platform")
"""They have every kind of parameter and JSON body. What the studio adds to them (parts and files,
languages, HEAD by the key) has no counterpart in the stock pipeline to be compared with."""


def of_apis(contract, names):
    """The part of the contract that these APIs are."""
    operations = {id: op for id, op in contract.operations.items() if op.api in names}
    paths = {op.path: contract.document["paths"][op.path] for op in operations.values()}
    return replace(
        contract,
        document=contract.document | {"paths": paths},
        apis={name: contract.apis[name] for name in names},
        operations=operations,
    )


CONTRACT = of_apis(load(Path("openapi.yaml")), APIS)
SCHEMA = schemathesis.openapi.from_dict(CONTRACT.document, config=schemathesis.Config())
SCHEMA.config.phases.update(phases=["examples", "coverage", "fuzzing"])
OPERATIONS = CONTRACT.operations.values()
NOT_SENT = (
    "host",
    "user-agent",
    "accept-encoding",
    "connection",
    "content-length",
    "transfer-encoding",
)


@pytest.fixture(scope="module")
def both(cast, loop):
    """The two pipelines, and the one key that both accept."""
    key = cast.keys["alice"]
    return SimpleNamespace(
        stock=stock(CONTRACT, key, loop), plan=compiled(cast.server, CONTRACT, loop), key=key
    )


def differences(both, call):
    return explained(call, both.stock, both.plan, DIFFERENCES)


def called(case):
    """What schemathesis would send, byte by byte."""
    known = {"method", "url", "headers", "params", "cookies", "json", "data", "files"}
    options = case.as_transport_kwargs(base_url="http://127.0.0.1")
    request = requests.Request(
        **{name: value for name, value in options.items() if name in known}
    ).prepare()
    headers = tuple(
        (name.lower(), value if isinstance(value, str) else value.decode("latin-1"))
        for name, value in request.headers.items()
        if name.lower() not in NOT_SENT
    )
    body = request.body or b""
    return Call(
        request.method,
        request.path_url,
        headers,
        body if isinstance(body, bytes) else body.encode(),
    )


@SCHEMA.parametrize()
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_case_of_schemathesis_is_answered_alike(case, both):
    call = called(case)
    differences(both, call.with_headers(authorization=f"Bearer {both.key}", x_api_key=None))
    if case.operation.method == "get":  # credentials are judged alike for all methods
        differences(both, call)


def test_strange_calls_are_answered_alike(both):
    @settings(
        max_examples=1200,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strange(CONTRACT, "KEY"))
    def alike(call):
        differences(both, with_key(call, both.key))

    alike()


def with_key(call, key):
    return call.but(
        headers=tuple((name, value.replace("KEY", key)) for name, value in call.headers)
    )


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
@pytest.mark.parametrize("optional", [True, False], ids=["all", "required"])
def test_the_documents_own_examples_reach_the_handler_on_both_ways(both, operation, optional):
    for call in plain(CONTRACT, operation, both.key, optional=optional):
        assert differences(both, call) == []
        assert both.plan.received[-1][0] == both.stock.received[-1][0] == operation.id


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.name)
def test_a_named_difference_is_there(both, difference):
    calls = {
        operation.id: next(plain(CONTRACT, operation, both.key, optional=False))
        for operation in OPERATIONS
    }
    assert differences(both, difference.proof(calls)) == [difference.name]


def test_a_405_names_all_methods_and_not_only_those_of_one_route(both):
    call = Call("DELETE", "/platform/v1/keys", (("authorization", f"Bearer {both.key}"),))
    theirs, ours = both.stock.send(call), both.plan.send(call)
    assert theirs.status == ours.status == 405
    assert ours.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert theirs.headers.get("allow") != ours.headers["allow"]


@pytest.mark.parametrize("header", ["if_match", "if_none_match"])
def test_a_malformed_entity_tag_is_refused_as_the_document_says(both, header):
    id_ = "deleteResource" if header == "if_match" else "getResource"
    call = next(plain(CONTRACT, CONTRACT.operations[id_], both.key)).with_headers(**{header: "3"})
    assert differences(both, call) == []
    assert both.plan.send(call).status == 400
