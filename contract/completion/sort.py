"""`sort`: a query parameter that chooses the order of the list."""

from typing import Any

from contract.completion.draft import Draft

Json = dict[str, Any]


def complete(draft: Draft) -> None:
    """Add the parameter."""
    rule = draft.rules.sort
    if rule is None:
        return
    if draft.method != "get":
        draft.refuse("sort", f"only a GET is sorted, not a {draft.method.upper()}")
    fields = [name.removeprefix("-") for name in rule.default]
    for name in fields:
        if name not in rule.by:
            draft.refuse("sort", f"the default {name} is none of those to sort by")
    if len(set(fields)) < len(fields):
        draft.refuse("sort", "the default names a field twice")
    draft.parameter("sort", _parameter(rule.by, rule.default))


def _parameter(by: tuple[str, ...], default: tuple[str, ...]) -> Json:
    schema: Json = {
        "type": "array",
        "items": {"type": "string", "enum": [f"{sign}{name}" for name in by for sign in ("", "-")]},
        "minItems": 1,
        "maxItems": len(by),
        "uniqueItems": True,
    }
    return {
        "name": "sort",
        "in": "query",
        "required": False,
        "style": "form",
        "explode": False,
        "description": f"The order of the list, with commas: {', '.join(by)}. A hyphen before a"
        " name means descending; no name may stand twice. Equal ones are ordered by their ids.",
        "schema": schema | ({"default": list(default)} if default else {}),
        "example": list(default) or [by[0]],
    }
