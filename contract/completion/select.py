"""`select`: a query parameter that chooses the parts of each item."""

from typing import Any

from contract.completion.draft import Draft
from contract.completion.objects import properties, required

Json = dict[str, Any]


def complete(draft: Draft) -> None:
    """Add the parameter; every part must be a property that an item may lack."""
    rule = draft.rules.select
    if rule is None:
        return
    shown = dict(named(part) for part in rule.parts)
    if len(shown) < len(rule.parts):
        draft.refuse("select", "a part is named twice")
    for name in rule.default:
        if name not in shown:
            draft.refuse("select", f"the default {name} is none of the parts")
    for item in _items(draft):
        known, needed = properties(draft.resolve, item), required(draft.resolve, item)
        for name, shown_as in shown.items():
            if shown_as not in known:
                draft.refuse("select", f"the answer has no property {shown_as} for {name}")
            if shown_as in needed:
                draft.refuse("select", f"{shown_as} is required in the answer")
    draft.parameter("select", _parameter(list(shown), rule.default))


def named(part: str) -> tuple[str, str]:
    """A part's name, and the property in which it is shown."""
    name, _, shown_as = part.partition(":")
    return name, shown_as or name


def _items(draft: Draft) -> list[Json]:
    found = []
    for response in draft.successes().values():
        for media in response.get("content", {}).values():
            schema = draft.resolve(media.get("schema", {}))
            found.append(schema["items"] if schema.get("type") == "array" else schema)
    if not found:
        draft.refuse("select", "the operation has no answer with a body")
    return found


def _parameter(parts: list[str], default: tuple[str, ...]) -> Json:
    words = [f"{sign}{part}" for part in parts for sign in ("", "-")]
    usual = f"Without it: {', '.join(default)}." if default else "None of them is there otherwise."
    return {
        "name": "select",
        "in": "query",
        "required": False,
        "style": "form",
        "explode": False,
        "description": f"The parts of each item, with commas: {', '.join(parts)}. {usual} A part"
        " is added to those; a hyphen before it leaves it out; the last word on a part counts.",
        "schema": {
            "type": "array",
            "minItems": 1,
            "maxItems": len(words),
            "items": {"type": "string", "enum": words},
        },
        "example": [parts[-1]],
    }
