"""Links lead to operations that exist, with parameters that those have, from values that are there."""

from collections.abc import Iterator
from typing import Any

from contract.facts import Contract, Operation
from contract.pointer import keys_of

Json = dict[str, Any]


def faults(contract: Contract) -> Iterator[str]:
    """One sentence for each fault."""
    for operation in contract.operations.values():
        for status, response in operation.definition["responses"].items():
            resolved = contract.resolve(response)
            for name, link in resolved.get("links", {}).items():
                for fault in _of(contract, operation, resolved, contract.resolve(link)):
                    yield f"{operation.id}: the link {name} of the answer {status} {fault}"


def _of(contract: Contract, source: Operation, response: Json, link: Json) -> Iterator[str]:
    target = contract.operations.get(link.get("operationId", ""))
    if target is None:
        yield f"leads to no operation: {link.get('operationId')}"
        return
    given = link.get("parameters", {})
    known = {p["name"]: p for p in _parameters(contract, target)}
    names = {name.rpartition(".")[2] if name not in known else name for name in given}
    for name in sorted(names - set(known)):
        yield f"gives {name}, which {target.id} does not have"
    for name, parameter in known.items():
        if parameter["in"] == "path" and name not in names:
            yield f"does not give {name}, which {target.id} needs"
    for expression in given.values():
        if isinstance(expression, str) and expression.startswith("$"):
            yield from _unfounded(contract, source, response, expression)


def _parameters(contract: Contract, operation: Operation) -> list[Json]:
    return [contract.resolve(p) for p in operation.definition.get("parameters", [])]


def _unfounded(
    contract: Contract, source: Operation, response: Json, expression: str
) -> Iterator[str]:
    kind, _, pointer = expression.partition("#")
    if kind == "$response.body":
        schemas = [m.get("schema", {}) for m in response.get("content", {}).values()]
        if not any(_has(contract, schema, keys_of(pointer)) for schema in schemas):
            yield f"takes {expression}, which the answer does not have"
    elif kind.startswith("$response.header."):
        name = kind.removeprefix("$response.header.")
        if name.lower() not in (header.lower() for header in response.get("headers", {})):
            yield f"takes {expression}, which the answer does not have"
    elif kind.startswith("$request.") and "." in kind.removeprefix("$request."):
        where, _, name = kind.removeprefix("$request.").partition(".")
        found = {(p["in"], p["name"].lower()) for p in _parameters(contract, source)}
        if (where, name.lower()) not in found:
            yield f"takes {expression}, which the request does not have"


def _has(contract: Contract, schema: Json, keys: tuple[str, ...]) -> bool:
    schema = contract.resolve(schema)
    if not keys:
        return True
    for choice in ("allOf", "oneOf", "anyOf"):
        if any(_has(contract, part, keys) for part in schema.get(choice, [])):
            return True
    if schema.get("type") == "array" and keys[0].isdecimal():
        return _has(contract, schema["items"], keys[1:])
    below = schema.get("properties", {}).get(keys[0])
    return below is not None and _has(contract, below, keys[1:])
