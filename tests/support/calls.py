"""A good call of every operation, made from the document: of its examples, and of the things its links lead to."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from contract.facts import Operation
from contract.load import load

if TYPE_CHECKING:
    from wire import Client, Response

CONTRACT = load(Path(__file__).resolve().parents[2] / "openapi.yaml")
OPERATIONS = list(CONTRACT.operations.values())
OF_PARTNERS = frozenset({"confirmActivation"})
"""Operations that only the holder of an activation's key can call well."""

_numbers = itertools.count(1)


def each(wanted: Callable[[Operation], bool] = lambda _operation: True) -> Any:
    """Run the test for every operation of the document that is wanted; there must be some."""
    chosen = [operation for operation in OPERATIONS if wanted(operation)]
    assert chosen, "no operation of the document is of this sort any more"
    return pytest.mark.parametrize("operation", chosen, ids=lambda operation: operation.id)


def reads(operation: Operation) -> bool:
    return operation.method == "get"


def takes_body(operation: Operation) -> bool:
    return "requestBody" in operation.definition


def parameters(operation: Operation, place: str) -> list[dict[str, Any]]:
    """The operation's parameters in `path`, `query` or `header`, its path's own included."""
    shared = CONTRACT.document["paths"][operation.path].get("parameters", [])
    found = map(CONTRACT.resolve, [*shared, *operation.definition.get("parameters", [])])
    named = {item["name"]: item for item in found if item["in"] == place}
    return list(named.values())


@dataclass(frozen=True)
class Call:
    """One call, to be made by anyone, as often as wanted."""

    operation: Operation
    path: str
    options: dict[str, Any] = field(default_factory=dict)

    def by(self, client: Client, **more: Any) -> Response:
        return client.call(self.operation.method.upper(), self.path, **(self.options | more))

    def send(self, client: Client, **more: Any) -> Any:
        """The same as a coroutine, for calls at the same time."""
        return client.send(self.operation.method.upper(), self.path, **(self.options | more))


def good(operation: Operation, client: Client) -> Call:
    """A call that succeeds; what it needs is made by `client` first, and is its own."""
    values = {
        item["name"]: _made(operation, item["name"], client)
        for item in parameters(operation, "path")
    }
    return call(operation, values)


def call(operation: Operation, values: dict[str, str]) -> Call:
    """The document's first example, with these values in the path; names are new each time."""
    path = operation.path.format(**{name: quote(value, safe="") for name, value in values.items()})
    return Call(operation, path, _body(operation))


def absent(operation: Operation) -> Call:
    """A call whose path leads to things that nobody has: the document's own examples of ids."""
    return call(
        operation, {item["name"]: item["example"] for item in parameters(operation, "path")}
    )


def _body(operation: Operation) -> dict[str, Any]:
    if not takes_body(operation):
        return {}
    body = CONTRACT.resolve(operation.definition["requestBody"])
    ((kind, media),) = body["content"].items()
    value = dict(CONTRACT.resolve(next(iter(media["examples"].values())))["value"])
    if "name" in value:
        value["name"] += str(next(_numbers))
    return {"json": value, "content_type": kind}


def _made(operation: Operation, name: str, client: Client) -> str:
    for maker in OPERATIONS:
        for response in maker.definition["responses"].values():
            for link in CONTRACT.resolve(response).get("links", {}).values():
                source = link["parameters"].get(name, "")
                if link["operationId"] == operation.id and source.startswith("$response."):
                    return _picked(source, good(maker, client).by(client))
    raise LookupError(f"{operation.id}: no link of the document leads to a {name}")


def _picked(source: str, answer: Response) -> str:
    assert answer.status < 300, answer
    if source.startswith("$response.header."):
        return answer.headers[source.removeprefix("$response.header.").lower()]
    value = answer.json()
    for step in source.removeprefix("$response.body#/").split("/"):
        value = value[step]
    return str(value)
