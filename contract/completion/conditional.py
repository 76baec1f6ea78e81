"""`conditional`: an entity tag on the answer, and calls that depend on it (RFC 9110, 13)."""

from typing import Any

from contract.completion.draft import WRITES, Draft
from contract.completion.objects import properties

Json = dict[str, Any]

_TAG = '(W/)?"[\\x21\\x23-\\x7e]*"'
_TAGS = {
    "type": "string",
    "maxLength": 1024,
    "pattern": f"^(\\*|{_TAG}([ \\t]*,[ \\t]*{_TAG})*)$",
}


def complete(draft: Draft) -> None:
    """Add `ETag`, and `If-None-Match` or `If-Match` with the statuses that they lead to."""
    rule = draft.rules.conditional
    if rule is None:
        return
    if rule.etag is None and not rule.match:
        draft.refuse("conditional", "needs etag, match or both")
    if rule.match and draft.method not in WRITES:
        draft.refuse("conditional", f"match is for writes, not for {draft.method.upper()}")
    if rule.etag is not None:
        _tag(draft, rule.etag)
    if rule.match:
        draft.parameter("conditional", _IF_MATCH, component="IfMatch")
        draft.fail("version_mismatch")
    if rule.etag is not None and draft.method == "get":
        _not_modified(draft)


def _tag(draft: Draft, name: str) -> None:
    bodies = {s: r for s, r in draft.successes().items() if r.get("content")}
    if not bodies:
        draft.refuse("conditional", "etag needs an answer with a body")
    reference = draft.component("headers", "ETag", _ETAG)
    for status, response in bodies.items():
        for media in response["content"].values():
            if name not in properties(draft.resolve, media.get("schema", {})):
                draft.refuse("conditional", f"the answer {status} has no property {name}")
        draft.header("conditional", status, "ETag", reference)


def _not_modified(draft: Draft) -> None:
    draft.parameter("conditional", _IF_NONE_MATCH, component="IfNoneMatch")
    if "304" in draft.definition["responses"]:
        draft.refuse("conditional", "adds the response 304; do not write it by hand")
    headers = {"ETag": {"$ref": "#/components/headers/ETag"}}
    draft.definition["responses"]["304"] = {
        "description": "It has not changed since the answer with that entity tag.",
        "headers": headers,
    }


_ETAG: Json = {
    "description": "Names this state of it; changes with every change.",
    "required": True,
    "schema": {"type": "string"},
    "example": '"3"',
}
_IF_MATCH: Json = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": 'An `ETag` such as `"3"`, or several with commas: the change is made only if'
    " it is still the current one, otherwise the call is answered 412. `*` means any.",
    "schema": _TAGS,
}
_IF_NONE_MATCH: Json = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": 'An `ETag` such as `"2"`, or several with commas: if it is still the current'
    " one, the answer is 304 without a body.",
    "schema": _TAGS,
}
