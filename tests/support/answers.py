"""Whether an answer is what the document promises of the operation: status, media type, body, headers."""

from __future__ import annotations

import re
from functools import cache
from http import HTTPStatus
from string import Formatter
from typing import TYPE_CHECKING, Any

from calls import CONTRACT

from contract import errors
from contract.statuses import STATUS
from conventions.errors import STYLES, camel_case
from conventions.schemas import Schemas, faults

if TYPE_CHECKING:
    from wire import Response

    from contract.facts import Operation

_schemas = Schemas(CONTRACT.document)


def told(answer: Response) -> tuple[int, str]:
    """Status and code of a refusal, in whichever style; its title where there are no codes."""
    body = answer.json()
    code = next(body[name] for name in ("error", "code", "errorCode", "title") if name in body)
    return answer.status, code["code"] if isinstance(code, dict) else code


def code_of(operation: Operation, code: str) -> tuple[int, str]:
    """What `told` gives where the operation refuses with this code."""
    return code_in(CONTRACT.apis[operation.api].rules.errors, code)


def invalid_key(operation: Operation) -> tuple[int, str]:
    """What `told` gives where somebody calls with a key that is no good; without any it is 401."""
    status = CONTRACT.apis[operation.api].rules.credentials.invalid
    return code_of(operation, "unauthenticated" if status == 401 else "invalid_key")


def words(answer: Response) -> dict[str, Any]:
    """What a refusal says, without the trace, which no other one has."""
    said: dict[str, Any] = answer.json()
    inner = said["error"] if isinstance(said.get("error"), dict) else said
    return {name: value for name, value in inner.items() if name != "traceId"}


def blamed(answer: Response) -> list[str]:
    """The places of the request that the refusal names."""
    said = answer.json()
    if "reference" in said:
        return [said["reference"]]
    if isinstance(said.get("error"), dict):
        return [fault["field"] for fault in said["error"]["details"]]
    return [fault["location"] for fault in said.get("details") or said.get("errors")]


def code_in(style: str, code: str) -> tuple[int, str]:
    status = STATUS[code]
    if style == "itemized":
        return status, "invalidRequest" if status == 400 else camel_case(code)
    if style == "titled":
        return status, HTTPStatus(status).phrase
    return status, code


def says(answer: Response, operation: Operation, code: str) -> bool:
    """Whether a refusal without a code has the sentence of this one; nothing is said with a 401."""
    if CONTRACT.apis[operation.api].rules.errors != "titled":
        return True
    said = answer.json()
    if answer.status == 401:
        return set(said) == {"title", "status"}
    return bool(re.fullmatch(_sentence(code), said["detail"], re.DOTALL))


@cache
def _sentence(code: str) -> str:
    """A pattern for what a refusal says, whatever it is about."""
    found = (kind for kind in vars(errors).values() if isinstance(kind, type))
    (refusal,) = (kind for kind in found if getattr(kind, "code", None) == code)
    pieces = Formatter().parse(refusal.detail)
    return "".join(re.escape(text) + (".+" if name else "") for text, name, *_ in pieces)


def shape(answer: Response) -> tuple[str, tuple[str, ...]]:
    """Media type and property names: what a refusal looks like."""
    return answer.headers["content-type"], tuple(answer.json())


def is_of_style(answer: Response, style: str) -> bool:
    """Whether a refusal, declared or not, has the API's media type and its properties."""
    kind, names = shape(answer)
    if kind.encode() != STYLES[style][0]:
        return False
    if style == "problem":
        return {"type", "title", "status", "detail", "code"} <= set(names)
    if style == "studio":
        return {"errorMessage", "errorCode", "traceId"} == set(names) - {"reference"}
    if style == "titled":
        most = 2 if answer.status == 401 else 4
        return names == ("title", "status", "detail", "errors")[: max(2, min(len(names), most))]
    if style == "practice":
        parts = {"code", "message", "details", "traceId"}
        return names == ("error",) and set(answer.json()["error"]) == parts
    return set(names) == (
        {"code", "message", "details"} if answer.status == 400 else {"status", "error", "message"}
    )


def broken(answer: Response, operation: Operation) -> list[str]:
    """What of the answer the document does not promise; empty for a good one."""
    declared = operation.definition["responses"].get(str(answer.status))
    if declared is None:
        return [f"status {answer.status} is not declared: {answer.body[:300]!r}"]
    response = CONTRACT.resolve(declared)
    found = [
        f"header {name} is missing"
        for name, header in response.get("headers", {}).items()
        if CONTRACT.resolve(header).get("required") and name.lower() not in answer.headers
    ]
    kind = answer.headers.get("content-type")
    content = response.get("content", {})
    if not content:
        return found + (["a body is not declared"] if answer.body or kind else [])
    if kind not in content:
        return [*found, f"media type {kind} is not declared"]
    if CONTRACT.resolve(content[kind]["schema"]).get("format") == "binary":
        return found
    validator = _validator(operation.id, answer.status, kind)
    return found + [f"{at}: {what}" for at, what in faults(validator, answer.json(), "body")]


def refused(answer: Response, operation: Operation, *codes: str) -> list[Any]:
    """Nothing when the answer is one of these refusals as the document declares it."""
    allowed = [code_of(operation, code) for code in codes]
    faults = broken(answer, operation)
    return faults or ([] if told(answer) in allowed else [told(answer)])


def told_briefly(answer: Response) -> tuple[int, tuple[str, ...] | None]:
    """What two answers have in common that differ only in their values."""
    return answer.status, tuple(answer.json()) if answer.body else None


@cache
def _validator(operation_id: str, status: int, kind: str) -> Any:
    definition = CONTRACT.operations[operation_id].definition
    response = CONTRACT.resolve(definition["responses"][str(status)])
    return _schemas.answer(response["content"][kind]["schema"])
