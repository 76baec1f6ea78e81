"""`rate-limit`: what is left of the budget on every answer to a key, and 429 when nothing is."""

from typing import Any

from contract.completion.draft import Draft

Json = dict[str, Any]


def complete(draft: Draft) -> None:
    """Add the headers in the API's style."""
    rule = draft.rules.rate_limit
    if rule is None:
        return
    if draft.public:
        draft.refuse("rate-limit", "the operation is public, so there is no key to count for")
    style = draft.api.rules.rate_limit.headers if draft.api.rules.rate_limit else "none"
    for name, header in STYLES[style].items():
        component = name.replace("-", "").removeprefix("X")
        always = draft.component("headers", component, {**header, "required": True})
        for status in draft.definition["responses"]:
            draft.header("rate-limit", status, name, always)
        description = f"{header['description']} Absent when the call was refused before it counted."
        maybe = {**header, "description": description}
        draft.error_headers[name] = draft.component("headers", f"{component}IfCounted", maybe)
    draft.fail("rate_limited")


def _number(description: str, example: int) -> Json:
    schema = {"type": "integer", "minimum": 0}
    return {"description": description, "schema": schema, "example": example}


def _text(description: str, example: str) -> Json:
    return {"description": description, "schema": {"type": "string"}, "example": example}


STYLES: dict[str, Json] = {
    "x-ratelimit": {
        "X-RateLimit-Limit": _number("Calls of this operation with your key per window.", 6000),
        "X-RateLimit-Remaining": _number("Calls that are left in the running window.", 5999),
        "X-RateLimit-Reset": _number(
            "When the next window begins, in seconds since 1970-01-01 (UTC).", 1795328580
        ),
    },
    "ratelimit": {
        "RateLimit-Policy": _text(
            "Budget and window in seconds (IETF draft RateLimit headers).", '"default";q=6000;w=60'
        ),
        "RateLimit": _text(
            "What is left, and seconds until it is full again.", '"default";r=5999;t=42'
        ),
    },
    "none": {},
}
