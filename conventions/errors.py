"""Give every refusal, ours or a framework's, the shape that its API promises."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
import structlog

from contract.completion.styles import fields, named, said
from contract.errors import InternalError, Refusal
from contract.statuses import STATUS
from conventions.exchange import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from conventions.exchange import Exchange, Headers

    Style = Callable[[Refusal, int, str], Mapping[str, Any]]

log = structlog.get_logger(__name__)


def itemized(refusal: Refusal, status: int, _trace_id: str) -> dict[str, Any]:
    """The registry's shape: 400 lists what is wrong where, everything else is one sentence."""
    if status == HTTPStatus.BAD_REQUEST:
        details = [
            {"location": fault.location, "message": fault.message} for fault in refusal.details
        ]
        return {"code": "invalidRequest", "message": refusal.message, "details": details}
    return {"status": status, "error": camel_case(refusal.code), "message": refusal.message}


def problem(refusal: Refusal, status: int, trace_id: str) -> dict[str, Any]:
    """Problem details for HTTP APIs, RFC 9457; `type` is about:blank, so `title` is the status' own."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": refusal.message,
        "code": refusal.code,
    }
    if trace_id:
        body["traceId"] = trace_id
    if refusal.details:
        body["errors"] = [
            {"location": fault.location, "message": fault.message} for fault in refusal.details
        ]
    return body


def studio(refusal: Refusal, _status: int, trace_id: str) -> dict[str, Any]:
    """The studio's shape: one sentence, and the field that it is about; the code stays as it is."""
    body = {"errorMessage": refusal.message, "errorCode": refusal.code, "traceId": trace_id}
    return body | named(refusal)


def practice(refusal: Refusal, _status: int, trace_id: str) -> dict[str, Any]:
    """The practice's shape: everything in one object, with all faults by the names of their fields."""
    error = {"code": refusal.code, "message": refusal.message, "details": fields(refusal)}
    return {"error": error | {"traceId": trace_id}}


def titled(refusal: Refusal, status: int, _trace_id: str) -> dict[str, Any]:
    """The status in words and as a number, and beyond it what there is to say."""
    return {"title": HTTPStatus(status).phrase, "status": status, **said(refusal)}


STYLES: Mapping[str, tuple[bytes, Style]] = {
    "itemized": (b"application/json", itemized),
    "problem": (b"application/problem+json", problem),
    "studio": (b"application/json", studio),
    "practice": (b"application/json", practice),
    "titled": (b"application/json", titled),
}


def camel_case(code: str) -> str:
    """`resource_not_found` → `resourceNotFound`."""
    return re.sub(r"_([a-z0-9])", lambda match: match.group(1).upper(), code)


def bind(style: str) -> Callable[[Refusal, Exchange], Answer]:
    """How an API says no: a function from a refusal to the answer in `style`."""
    content_type, shape = STYLES[style]

    def render(refusal: Refusal, exchange: Exchange) -> Answer:
        status = STATUS[refusal.code]
        headers: Headers = [(b"content-type", content_type), *_extra(refusal, status)]
        body = orjson.dumps(shape(refusal, status, exchange.trace_id), option=exchange.layout)
        return Answer(status, headers, body, error=refusal.code)

    return render


def _extra(refusal: Refusal, status: int) -> Headers:
    """`Retry-After` where the refusal knows it (RFC 9110, 10.2.3), `Allow` of a 405, the challenge of a 401."""
    headers: Headers = []
    retry_after = refusal.facts.get("retry_after")
    if retry_after is not None:
        headers.append((b"retry-after", str(retry_after).encode()))
    allow = refusal.facts.get("allow")
    if allow is not None:
        headers.append((b"allow", str(allow).encode()))
    if status == HTTPStatus.UNAUTHORIZED:
        headers.append((b"www-authenticate", b'Bearer realm="charter"'))
    return headers


def translated(exc: BaseException, exchange: Exchange) -> Refusal:
    """Any exception as a refusal. A foreign one goes to the log whole, and to the caller as an internal error."""
    if isinstance(exc, Refusal):
        return exc
    log.error(
        "internal error", trace_id=exchange.trace_id, request_id=exchange.request_id, exc_info=exc
    )
    return InternalError()
