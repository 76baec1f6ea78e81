"""`sparse`: the published body requires nothing, and everything in it may be null."""

from typing import Any

from contract.completion.draft import Draft, capitalized
from contract.completion.envelope import JSON
from contract.completion.marked import tell
from contract.completion.objects import flat

Json = dict[str, Any]

_DROPPED = ("required", "minProperties", "default", "nullable")
_CHOICES = ("oneOf", "anyOf", "not")


def complete(draft: Draft) -> None:
    """Put the schema of changes in the place of the author's."""
    rule = draft.rules.sparse
    if rule is None:
        return
    if draft.method not in ("put", "patch"):
        draft.refuse("sparse", f"is for PUT and PATCH, not for {draft.method.upper()}")
    body = draft.resolve(draft.definition.get("requestBody", {}))
    if list(body.get("content", ())) != [JSON]:
        draft.refuse("sparse", f"the operation must have a body of {JSON}, and of nothing else")
    media = body["content"][JSON]
    whole = flat(draft.resolve, media.get("schema", {}))
    if whole.get("type") != "object" or "properties" not in whole:
        draft.refuse("sparse", "the body must be an object with properties")
    schema = _changes(draft, whole, frozenset())
    for name in rule.clears:
        _clear(draft, schema, name)
    tell(schema, "What is left out, or null, stays as it is.")
    reference = draft.component("schemas", f"{capitalized(draft.id)}Changes", schema)
    content = {JSON: media | {"schema": reference}}
    draft.definition["requestBody"] = body | {"required": True, "content": content}


def _changes(draft: Draft, whole: Json, seen: frozenset[str]) -> Json:
    for key in _CHOICES:
        if key in whole:
            draft.refuse("sparse", f"{key} in the body cannot be sent in parts")
    kept = {key: value for key, value in whole.items() if key not in _DROPPED}
    properties = {n: _nullable(draft, p, seen) for n, p in whole["properties"].items()}
    return kept | {"properties": properties}


def _nullable(draft: Draft, schema: Json, seen: frozenset[str]) -> Json:
    name = schema.get("$ref", "")
    if name in seen:
        draft.refuse("sparse", f"{name} in the body is inside of itself")
    schema = flat(draft.resolve, schema)
    if "type" not in schema:
        draft.refuse(
            "sparse", "every property of the body must have a type, so that it can be null"
        )
    if "properties" in schema:
        return _changes(draft, schema, seen | {name} if name else seen) | {"nullable": True}
    values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {k: v for k, v in schema.items() if k != "default"} | values | {"nullable": True}


def _clear(draft: Draft, schema: Json, name: str) -> None:
    known = schema["properties"].get(name, {})
    if known.get("type") != "string" or known.get("format") != "uuid":
        draft.refuse("sparse", f"clears {name}, which is no property of format uuid")
    tell(known, "The zero UUID (`00000000-0000-0000-0000-000000000000`) clears it.")
