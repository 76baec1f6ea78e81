"""Connexion's stock pipeline and the compiled plans over one document, with handlers that note what they received."""

from __future__ import annotations

import dataclasses
import inspect
import itertools
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

import connexion
import flask
from connexion.resolver import Resolution, Resolver
from connexion.security import ApiKeySecurityHandler, BearerSecurityHandler
from wire import Loop, exchanged

from contract.facts import Contract, Operation
from conventions import answering, invocation
from conventions.observed import Observer
from conventions.schemas import Schemas
from models.paging import Slice
from server.app import Server, compile_now
from server.application import CharterApp
from server.handlers import HandlersResolver

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Call:
    """One request, as bytes where bytes count. `target` is percent-encoded; no header is added but the length."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    chunked: bool = False

    @property
    def path(self) -> str:
        """As an ASGI server gives it to the application."""
        return unquote_to_bytes(self.target.partition("?")[0]).decode("utf-8", "replace")

    @property
    def query(self) -> bytes:
        return self.target.partition("?")[2].encode("ascii")

    def header(self, name: str) -> str | None:
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(found) if found else None

    def but(self, **changes: Any) -> Call:
        return dataclasses.replace(self, **changes)

    def with_headers(self, **named: str | None) -> Call:
        """Headers replaced, or left out (None); underscores stand for hyphens."""
        new = {name.replace("_", "-"): value for name, value in named.items()}
        kept = tuple(pair for pair in self.headers if pair[0].lower() not in new)
        added = tuple((name, value) for name, value in new.items() if value is not None)
        return dataclasses.replace(self, headers=kept + added)


@dataclass
class Outcome:
    """What a pipeline made of a call: its answer, and what reached the handler (None: nothing did)."""

    status: int
    json: Any
    headers: dict[str, str]
    operation: str | None = None
    arguments: dict[str, Any] | None = None


@dataclass
class Pipeline:
    """An ASGI application whose handlers note their arguments in `received`."""

    app: Any
    loop: Loop
    received: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def send(self, call: Call) -> Outcome:
        self.received.clear()
        answer = self.loop.run(exchanged(self.app, _scope(call), _parts(call)))
        outcome = Outcome(answer.status, _json(answer.body), answer.headers)
        if self.received:
            outcome.operation, outcome.arguments = self.received[-1]
        assert len(self.received) < 2
        return outcome


def stock(contract: Contract, key: str, loop: Loop) -> Pipeline:
    """`connexion.FlaskApp` with its default middlewares, Flask's router and its own validators."""
    pipeline = Pipeline(None, loop)

    def handler(operation: Operation) -> Any:
        status, response = answering.success(operation)
        media = next(iter(contract.resolve(response).get("content", {})), None)
        typed = {} if media is None else {"Content-Type": media}
        value = answer_of(contract, operation)

        def echo(**arguments: Any) -> Any:
            for name in ("user", "token_info"):  # Connexion's context, not the document's
                arguments.pop(name, None)
            pipeline.received.append((operation.id, arguments))
            return in_envelope(operation, value, arguments), status, typed

        return echo

    class Echoes(Resolver):
        def resolve(self, operation: Any) -> Resolution:
            known = contract.operations[operation.operation_id]
            return Resolution(handler(known), known.id)

    def known(text: str) -> dict[str, Any] | None:
        return {"sub": "alice"} if text == key else None

    class Bearer(BearerSecurityHandler):
        def _resolve_func(self, _scheme: Any) -> Any:
            return known

    class ApiKey(ApiKeySecurityHandler):
        def _resolve_func(self, _scheme: Any) -> Any:
            return known

    app = connexion.FlaskApp("stock", strict_validation=True, pythonic_params=True)
    app.add_api(
        contract.document, resolver=Echoes(), security_map={"bearer": Bearer, "apiKey": ApiKey}
    )
    pipeline.app = app
    return pipeline


def compiled(server: Server, contract: Contract, loop: Loop) -> Pipeline:
    """Plans over the server's database, with echoes for handlers and without limits on the rate of calls."""
    pipeline = Pipeline(None, loop)
    conventions = dataclasses.replace(
        server.conventions,
        contract=contract,
        schemas=Schemas(contract.document),
        rate_limit_scale=0,
        audit_reads=False,
    )
    web = flask.Flask("compiled", static_folder=None)
    app = CharterApp(
        web,
        conventions=conventions,
        observer=Observer(contract, in_flight=lambda: 0, uncounted=lambda: 0),
        pages={},
        resolver=HandlersResolver(
            {
                operation.id: _echo(contract, operation, pipeline.received)
                for operation in contract.operations.values()
            }
        ),
    )
    app.add_api(contract.document)
    compile_now(app)
    pipeline.app = app
    return pipeline


def _echo(contract: Contract, operation: Operation, received: list[Any]) -> Any:
    value = answer_of(contract, operation)

    def echo(**arguments: Any) -> Any:
        page = arguments.pop("page", None)
        if page is not None:
            arguments["limit"] = page.limit
            if operation.rules.paged.style == "limit-offset":
                arguments["offset"] = page.offset
        arguments.pop("expected", None)
        received.append((operation.id, arguments))
        return value if page is None else Slice(value, None, len(value))

    definitions = [contract.resolve(item) for item in operation.definition.get("parameters", ())]
    names = invocation.given(operation, definitions)
    echo.__signature__ = inspect.Signature(
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None) for name in names
    )
    return echo


def answer_of(contract: Contract, operation: Operation) -> Any:
    """The document's example of the success; of a page only the items."""
    _, response = answering.success(operation)
    content = contract.resolve(response).get("content")
    if not content:
        return None
    (media,) = content.values()
    examples = media.get("examples")
    example = (
        contract.resolve(next(iter(examples.values())))["value"] if examples else media["example"]
    )
    return example["items"] if operation.rules.paged is not None else example


def in_envelope(operation: Operation, value: Any, arguments: dict[str, Any]) -> Any:
    """What the paging link makes of a last page."""
    rule = operation.rules.paged
    if rule is None:
        return value
    if rule.style == "token":
        return {"items": value}
    place = {name: arguments[name] for name in ("limit", "offset")}
    return {"items": value, **place, "total": len(value)}


def _scope(call: Call) -> dict[str, Any]:
    headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in call.headers
    ]
    if call.chunked:
        headers.append((b"transfer-encoding", b"chunked"))
    elif call.body:
        headers.append((b"content-length", b"%d" % len(call.body)))
    number = next(_numbers)
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": call.method,
        "path": call.path,
        "raw_path": call.target.partition("?")[0].encode("ascii"),
        "query_string": call.query,
        "headers": [(b"host", b"127.0.0.1"), *headers],
        # every call has an address of its own: wrong keys in one shall not lock out another
        "client": (f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}", 50000),
        "server": ("127.0.0.1", 8080),
        "scheme": "http",
        "root_path": "",
        "extensions": {},
    }


def _parts(call: Call) -> list[bytes]:
    middle = len(call.body) // 2
    return [call.body[:middle], call.body[middle:]] if call.chunked else [call.body]


def _json(body: bytes) -> Any:
    return flask.json.loads(body) if body else None
