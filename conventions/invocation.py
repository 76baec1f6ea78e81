"""Call the handler with exactly the arguments that the document and the plan give it, checked at start-up."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from connexion.decorators.parameter import pythonic

from contract.mismatch import HandlerMismatch

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from contextlib import AbstractContextManager

    from contract.facts import Operation
    from contract.rules import OperationRules
    from conventions.exchange import Exchange
    from models.delivery.address import Outbound
    from models.session import Session

RESERVED = frozenset(
    {
        "session",
        "tenant",
        "body",
        "page",
        "expected",
        "caller",
        "base_url",
        "outbound",
        "upload",
        "files",
    }
)
"""Parameters of handlers that the plan fills; a request parameter of such a name is refused at start-up."""

_PAGING = frozenset({"limit", "offset", "continuation_token", "slice_size", "page", "per_page"})


def given(operation: Operation, definitions: Collection[Mapping[str, Any]]) -> dict[str, bool]:
    """Names of the arguments that a call of the operation has, and whether each is always there."""
    names = {
        pythonic(item["name"]): item.get("required", False)
        or item["schema"].get("default") is not None
        for item in definitions
        if item["in"] in ("path", "query")
    }
    if operation.rules.paged is not None:
        names = {name: always for name, always in names.items() if name not in _PAGING}
    clash = RESERVED & names.keys()
    if clash:
        raise HandlerMismatch(f"{operation.id}: the parameter name {min(clash)} is reserved")
    if operation.rules.paged is not None:
        names["page"] = True
    names |= dict.fromkeys(_by_rules(operation.rules), True)
    if operation.rules.upload is not None:
        names["upload"] = True  # None where there is no file
        properties = operation.definition["requestBody"]["content"]["multipart/form-data"][
            "encoding"
        ]
        if len(properties) > 1:
            names["body"] = True
    elif "requestBody" in operation.definition:
        names["body"] = True
    if operation.rules.conditional is not None and operation.rules.conditional.match:
        names["expected"] = True
    return names


def _by_rules(rules: OperationRules) -> Iterator[str]:
    """Arguments that links make, always there."""
    for name in ("select", "sort"):
        if getattr(rules, name) is not None:
            yield name
    access = rules.access
    if access is not None and access.target is None and access.mode == "read":
        yield "visible"


def bind(
    operation: Operation,
    handler: Callable[..., Any],
    definitions: Collection[Mapping[str, Any]],
    context: Callable[[], AbstractContextManager[object]],
    base_url: str,
    *,
    outbound: Outbound,
) -> Callable[[Session, Exchange], Any]:
    """The innermost link. Raise `HandlerMismatch` where the handler's signature does not fit the operation.

    A handler's `**rest` takes the arguments that it does not name, as far as the call has them.
    """
    available = given(operation, definitions)
    parameters = dict(inspect.signature(handler).parameters)
    rest = [name for name, one in parameters.items() if one.kind is one.VAR_KEYWORD]
    for name in rest:
        del parameters[name]
    for name, always in available.items():
        if name not in parameters:
            if rest:
                continue
            raise HandlerMismatch(
                f"{operation.id}: {handler.__module__}.{handler.__name__} does not take {name}"
            )
        if not always and parameters[name].default is inspect.Parameter.empty:
            raise HandlerMismatch(
                f"{operation.id}: {name} may be absent, but the handler has no default for it"
            )
    filled = [
        name
        for name in ("session", "tenant", "caller", "base_url", "outbound", "files")
        if name in parameters
    ]
    unknown = parameters.keys() - available.keys() - set(filled)
    if unknown:
        raise HandlerMismatch(
            f"{operation.id}: the document has no parameter {min(unknown)} for its handler"
        )

    def call(session: Session, exchange: Exchange) -> Any:
        caller = exchange.caller
        values = {
            "session": session,
            "tenant": caller.tenant if caller is not None else "",
            "caller": caller,
            "base_url": base_url,
            "outbound": outbound,
            "files": exchange.filing,
        }
        with context():
            return handler(**{name: values[name] for name in filled}, **exchange.arguments)

    return call
