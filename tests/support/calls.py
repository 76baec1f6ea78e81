"""A good call of every operation, made from the document: of its examples, and of the things its links lead to."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import messaging_calls
import orjson
import practice_calls
import pytest
import studio_calls
from forms import CONTENT_TYPE, FILES, form, part
from studio_calls import NEW, Given

from contract.facts import Operation
from contract.load import load
from contract.multipart import MEDIA_TYPE, is_multipart, parts_of

if TYPE_CHECKING:
    from wire import Client, Response

CONTRACT = load(Path(__file__).resolve().parents[2] / "openapi.yaml")
OPERATIONS = list(CONTRACT.operations.values())
ALL_APIS = {"registry", "platform", "studio", "practice", "messaging"}
"""Of this repository: a project made by `charter new` has fewer, and fewer sorts of operations."""
OF_PARTNERS = {"confirmActivation", "confirmStudioActivation"} & CONTRACT.operations.keys()
"""Operations that only the holder of an activation's key can call well."""

RECIPES = studio_calls.RECIPES | practice_calls.RECIPES | messaging_calls.RECIPES
NEW_ONES = NEW | messaging_calls.NEW
SAYS_NOTHING = {"content-length": "0"}
"""Headers of a call without a body, where its API wants to be told."""

_numbers = itertools.count(1)


def each(wanted: Callable[[Operation], bool] = lambda _operation: True) -> Any:
    """Run the test for every operation of the document that is wanted; with all APIs there must be some."""
    chosen = [operation for operation in OPERATIONS if wanted(operation)]
    assert chosen or ALL_APIS - set(CONTRACT.apis), (
        "no operation of the document is of this sort any more"
    )
    return pytest.mark.parametrize("operation", chosen, ids=lambda operation: operation.id)


def each_sort(wanted: Callable[[Operation], bool] = lambda _operation: True) -> Any:
    """Run the test for the first wanted operation of every sort: for what the handler has no part in."""
    first = {sort_of(operation): operation for operation in reversed(OPERATIONS)}
    chosen = set(map(id, first.values()))
    return each(lambda operation: id(operation) in chosen and wanted(operation))


def sort_of(operation: Operation) -> tuple[object, ...]:
    """What the conventions of a call are made from: operations of one sort have the same."""
    rules = operation.rules
    return (
        operation.api,
        operation.method,
        operation.public,
        bool(rules.scopes),
        rules.access and (rules.access.mode, rules.access.target is None),
        takes_body(operation) and tuple(_body_of(operation)["content"]),
        rules.paged and rules.paged.style,
        repr(rules.conditional),
        repr(rules.idempotent),
        repr(rules.rate_limit),
        "{" in operation.path,
    )


def reads(operation: Operation) -> bool:
    return operation.method == "get"


def takes_body(operation: Operation) -> bool:
    return "requestBody" in operation.definition


def needs_body(operation: Operation) -> bool:
    return takes_body(operation) and bool(_body_of(operation).get("required"))


def bodiless(operation: Operation) -> bool:
    """Whether a call has no body, and has to say so."""
    rule = CONTRACT.apis[operation.api].rules.bodiless
    return rule is not None and operation.method in ("post", "put") and not takes_body(operation)


def takes_json(operation: Operation) -> bool:
    return takes_body(operation) and not takes_file(operation)


def takes_file(operation: Operation) -> bool:
    return takes_body(operation) and is_multipart(_body_of(operation))


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
    values: dict[str, str] = field(default_factory=dict)

    def by(self, client: Client, **more: Any) -> Response:
        return client.call(self.operation.method.upper(), self.path, **self._with(more))

    def send(self, client: Client, **more: Any) -> Any:
        """The same as a coroutine, for calls at the same time."""
        return client.send(self.operation.method.upper(), self.path, **self._with(more))

    def _with(self, more: dict[str, Any]) -> dict[str, Any]:
        """These options instead of the call's own; a query is added to the call's, and headers where no body is."""
        own = self.options.get("query")
        if own and isinstance(more.get("query"), dict):
            more = more | {"query": own | more["query"]}
        if "headers" in self.options and not {"body", "chunks"} & more.keys():
            more = more | {"headers": self.options["headers"] | more.get("headers", {})}
        elif "headers" in self.options:
            more = {"headers": {}} | more
        return self.options | more


def good(operation: Operation, client: Client) -> Call:
    """A call that succeeds; what it needs is made by `client` first, and is its own."""
    return call(operation, **vars(given_for(operation, client)))


def given_for(operation: Operation, client: Client) -> Given:
    """Things for a call, from a recipe, or from the first link that leads to all of its path."""

    def make(name: str, **given: Any) -> Any:
        wanted = CONTRACT.operations[name]
        needed = {} if "path" in given else vars(given_for(wanted, client))
        answer = call(wanted, **(needed | given)).by(client)
        assert answer.status < 300, (name, answer)
        return answer.json()

    if operation.id in RECIPES:
        return RECIPES[operation.id](make)
    path = {item["name"] for item in parameters(operation, "path")}
    query = {item["name"] for item in parameters(operation, "query") if item.get("required")}
    if not path | query:
        return Given()
    names = path | {f"query.{name}" for name in query}
    maker, sources = next(
        (maker, link["parameters"])
        for maker, link in _links_to(operation.id)
        if names <= set(link.get("parameters", ()))
    )
    made = good(maker, client)
    answer = made.by(client)
    assert answer.status < 300, (maker.id, answer)
    found = {name: _picked(sources[name], made, answer) for name in names}
    return Given(
        {name: found[name] for name in path}, {name: found[f"query.{name}"] for name in query}
    )


def _links_to(operation_id: str) -> Iterator[tuple[Operation, dict[str, Any]]]:
    """Links of operations that make something before those of operations that read what there is."""
    for maker in sorted(OPERATIONS, key=reads):
        for response in maker.definition["responses"].values():
            for link in CONTRACT.resolve(response).get("links", {}).values():
                if link["operationId"] == operation_id:
                    yield maker, link


def _picked(source: str, made: Call, answer: Response) -> Any:
    where, _, rest = source.removeprefix("$").partition(".")
    if where == "request":
        return made.values[rest.removeprefix("path.")]
    if rest.startswith("header."):
        return answer.headers[rest.removeprefix("header.").lower()]
    value = answer.json()
    for step in rest.removeprefix("body#/").split("/"):
        value = value[int(step) if isinstance(value, list) else step]
    return value


def call(
    operation: Operation, path: Mapping[str, Any], query: Mapping[str, Any] = {}, body: Any = None
) -> Call:
    """The document's first example, with these values in it; names are new each time.

    `body` stands instead of the example, or, where that is an object, changes it.
    """
    values = {name: str(value) for name, value in path.items()}
    options = _content(operation, body) if takes_body(operation) else {}
    if bodiless(operation):
        options["headers"] = SAYS_NOTHING
    if query:
        options["query"] = dict(query)
    quoted = {name: quote(value, safe="") for name, value in values.items()}
    return Call(operation, operation.path.format(**quoted), options, values)


def absent(operation: Operation) -> Call:
    """A call whose path leads to things that nobody has: the document's own examples of ids."""
    path, query = (parameters(operation, place) for place in ("path", "query"))
    return call(
        operation,
        {item["name"]: item["example"] for item in path},
        {item["name"]: item["example"] for item in query if item.get("required")},
    )


def _body_of(operation: Operation) -> dict[str, Any]:
    body: dict[str, Any] = CONTRACT.resolve(operation.definition["requestBody"])
    return body


def _content(operation: Operation, body: Any) -> dict[str, Any]:
    if takes_file(operation):
        return _parts(operation, body or {})
    ((kind, media),) = _body_of(operation)["content"].items()
    value = _example(media)
    if body is not None:
        value = _changed(value, body) if isinstance(value, dict) else body
    if isinstance(value, dict):
        value = value | _new(operation, value)
    return {"json": value, "content_type": kind}


def _example(media: dict[str, Any]) -> Any:
    if "examples" in media:
        return CONTRACT.resolve(next(iter(media["examples"].values())))["value"]
    return CONTRACT.resolve(media["schema"])["example"]


def _changed(example: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """The example with other properties; those that are None are taken away."""
    return {name: value for name, value in (example | body).items() if value is not None}


def _new(operation: Operation, value: dict[str, Any]) -> dict[str, Any]:
    number = next(_numbers)
    name = {"name": f"{value['name']}{number}"} if "name" in value else {}
    return name | (NEW_ONES[operation.id](number) if operation.id in NEW_ONES else {})


def _parts(operation: Operation, body: dict[str, Any]) -> dict[str, Any]:
    """The example's JSON part, and a file of the first type that the operation takes."""
    media = _body_of(operation)["content"][MEDIA_TYPE]
    names = parts_of(_body_of(operation), CONTRACT.resolve)
    kind = operation.rules.upload.types[0]
    pieces = [part(names.file, FILES[kind], kind, "file")]
    if names.data is not None:
        value = _changed(_example(media)[names.data], body.get(names.data, {}))
        pieces.insert(0, part(names.data, orjson.dumps(value), "application/json"))
    return {"body": form(*pieces), "content_type": CONTENT_TYPE}
