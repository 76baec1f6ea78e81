"""Every answer that refuses: from the codes of an operation come its 4xx and 5xx responses."""

from http import HTTPStatus
from typing import Any

from contract.completion.draft import WRITES, Draft, capitalized
from contract.completion.styles import STYLES
from contract.errors import REFUSALS, Fault, InvalidRequest, Refusal
from contract.multipart import is_multipart, parts_of
from contract.pointer import pointer_to

Json = dict[str, Any]


def declared(draft: Draft) -> None:
    """`errors`: the codes that the author names."""
    for code in draft.rules.errors:
        if code not in REFUSALS:
            draft.refuse("errors", f"unknown code {code}; known: {', '.join(sorted(REFUSALS))}")
        draft.fail(code, own=True)


def common(draft: Draft) -> None:
    """What can happen to any call, whatever it is for."""
    if draft.definition.get("parameters") or "requestBody" in draft.definition:
        draft.fail("invalid_request")
    if not draft.public:
        draft.fail("unauthenticated", "locked_out", "https_required", "too_many_failures")
        if draft.api.rules.credentials.invalid == 403:  # noqa: PLR2004 - the rule's own word
            draft.fail("invalid_key")
    if draft.rules.scopes:
        if draft.public:
            draft.refuse("scopes", "the operation is public, so there is no key to have scopes")
        draft.fail("forbidden")
    if "requestBody" in draft.definition:
        draft.fail("unsupported_media_type")
        if _has_json(draft):
            draft.fail("payload_too_large")
    draft.fail("not_acceptable", "headers_too_large", "internal_error", "overloaded")
    if draft.method in WRITES:
        draft.fail("outcome_unknown")


def _has_json(draft: Draft) -> bool:
    """Whether the body has something of the size that all JSON may have: a file has its own."""
    body = draft.resolve(draft.definition["requestBody"])
    return not is_multipart(body) or parts_of(body, draft.resolve).data is not None


def complete(draft: Draft) -> None:
    """Write the responses, each shared by the operations of the API that refuse in the same way."""
    responses = draft.definition["responses"]
    for status, codes in sorted(draft.codes.items()):
        if str(status) in responses:
            reason = f"adds the response {status} ({', '.join(codes)}); do not write it by hand"
            draft.refuse("errors", reason)
        responses[str(status)] = _shared(draft, status, _response(draft, status, codes))
    draft.definition["responses"] = dict(sorted(responses.items()))


def _shared(draft: Draft, status: int, response: Json) -> Json:
    """A reference to the response, under a name that operations with the same reasons share."""
    named = draft.document["components"].setdefault("responses", {})
    phrase = capitalized(HTTPStatus(status).phrase.replace(" ", "_").replace("-", "_"))
    own = [capitalized(code) for code in draft.codes[status] if code in draft.own_codes]
    name = capitalized(draft.api.name) + ("Or".join(own) if own else phrase)
    if named.setdefault(name, response) != response:
        name = capitalized(draft.id) + phrase
    return draft.component("responses", name, response)


def _response(draft: Draft, status: int, codes: list[str]) -> Json:
    style = STYLES[draft.api.rules.errors]
    for name, schema in style.schemas.items():
        draft.component("schemas", name, schema)
    refusals = [_example(code) for code in sorted(codes)]
    lines = [f"- `{style.code(r.code, status)}`: {r.message}" for r in refusals]
    headers = draft.error_headers | _headers(status)
    return {
        "description": "\n".join([f"{HTTPStatus(status).phrase}.\n", *lines]),
        **({"headers": headers} if headers else {}),
        "content": {
            style.media_type: {
                "schema": {"$ref": pointer_to("components", "schemas", style.schema_of(status))},
                "examples": {r.code: {"value": style.example(r, status)} for r in refusals},
            }
        },
    }


def _example(code: str) -> Refusal:
    if code == InvalidRequest.code:
        return InvalidRequest(Fault("body.name", "is required"))
    return REFUSALS[code].example()


def _headers(status: int) -> Json:
    if status == HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": _CHALLENGE}
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        return {"Retry-After": _RETRY_AFTER | {"required": True}}
    if status in (HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT):
        return {"Retry-After": _RETRY_AFTER}
    return {}


_RETRY_AFTER: Json = {
    "description": "Seconds after which it is worth trying again.",
    "schema": {"type": "integer", "minimum": 0},
    "example": 12,
}
_CHALLENGE: Json = {
    "description": "How to send a key (RFC 9110, 11.6.1).",
    "required": True,
    "schema": {"type": "string"},
    "example": 'Bearer realm="charter"',
}
