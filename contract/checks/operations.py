"""Operations say all of their answers, plainly, and none that HTTP does not allow."""

import re
from collections.abc import Iterator
from typing import Any

from contract.facts import Contract, Operation

Json = dict[str, Any]

_BODILESS = ("get", "head", "delete")


def faults(contract: Contract) -> Iterator[str]:
    """One sentence for each fault."""
    for operation in contract.operations.values():
        for fault in _of(contract, operation):
            yield f"{operation.id}: {fault}"


def _of(contract: Contract, operation: Operation) -> Iterator[str]:
    definition, base = operation.definition, contract.apis[operation.api].base
    if not operation.path.startswith(f"{base}/"):
        yield f"{operation.path} does not lie under {base}"
    if not definition.get("summary"):
        yield "has no summary"
    if operation.method in _BODILESS and "requestBody" in definition:
        yield f"a {operation.method.upper()} has no request body"
    yield from _parameters(contract, operation)
    yield from _responses(contract, operation)
    if "requestBody" in definition:
        body = contract.resolve(definition["requestBody"])
        yield from _without_example(contract, "the request body", body.get("content", {}))


def _parameters(contract: Contract, operation: Operation) -> Iterator[str]:
    for parameter in map(contract.resolve, operation.definition.get("parameters", [])):
        if not parameter.get("description"):
            yield f"the parameter {parameter['name']} has no description"


def _responses(contract: Contract, operation: Operation) -> Iterator[str]:
    responses = operation.definition["responses"]
    if not any(status.startswith(("2", "3")) for status in responses):
        yield "has no answer that succeeds"
    for status, response in responses.items():
        content = contract.resolve(response).get("content")
        if not re.fullmatch("[1-5][0-9][0-9]", status):
            yield f"name the status instead of {status}"
        elif status in ("204", "205", "304") and content:
            yield f"an answer {status} has no body"
        elif status in ("200", "201") and not content:
            yield f"the answer {status} has no body; 204 says so"
        yield from _without_example(contract, f"the answer {status}", content or {})


def _without_example(contract: Contract, where: str, content: Json) -> Iterator[str]:
    for media_type, media in content.items():
        schema = contract.resolve(media.get("schema", {}))
        given = media.get("examples") or "example" in media or "example" in schema
        if not given and schema.get("format") != "binary":
            yield f"{where} as {media_type} has no example"
