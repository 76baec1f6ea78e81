"""`languages`: a header parameter that chooses the language, and two headers that tell which it is."""

from collections.abc import Iterator
from typing import Any

from contract.completion.draft import Draft, capitalized
from contract.rules import Languages

Json = dict[str, Any]

_RANGE = r"(\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)"
_WEIGHT = r"([ \t]*;[ \t]*[qQ]=(0(\.[0-9]{0,3})?|1(\.0{0,3})?))?"
_ELEMENT = rf"[ \t]*({_RANGE}{_WEIGHT}[ \t]*)?"

RANGES = rf"^{_ELEMENT}(,{_ELEMENT})*$"
"""What `Accept-Language` may be (RFC 9110, 12.5.4; empty elements by 5.6.1.2)."""


def faults(rule: Languages | None) -> Iterator[str]:
    """Why the rule contradicts itself."""
    if rule is None:
        return
    if rule.default not in rule.offered:
        yield f"the default {rule.default} is not offered"
    for tag in rule.offered:
        language, _, variant = tag.partition("-")
        if variant and language not in rule.offered:
            yield f"{tag} is offered, but {language} is not"


def complete(draft: Draft) -> None:
    """Add what the API's rule promises for every operation."""
    rule = draft.api.rules.languages
    if rule is None:
        return
    name = capitalized(draft.api.name)
    parameter = {
        "name": "Accept-Language",
        "in": "header",
        "required": False,
        "description": (
            f"The languages you prefer for messages, of {', '.join(rule.offered)}. Unknown variants"
            f" mean their language, unknown languages {rule.default}; without this header, your"
            " organization's own language counts."
        ),
        "schema": {"type": "string", "pattern": RANGES},
        "example": "de-CH, de;q=0.9, en;q=0.5",
    }
    draft.parameter("languages", parameter, component=f"{name}AcceptLanguage")
    language = draft.component("headers", f"{name}ContentLanguage", _language(rule))
    vary = draft.component("headers", f"{name}Vary", _VARY)
    for status in draft.definition["responses"]:
        draft.header("languages", status, "Content-Language", language)
        draft.header("languages", status, "Vary", vary)
    draft.error_headers["Content-Language"] = language
    draft.error_headers["Vary"] = vary


def _language(rule: Languages) -> Json:
    return {
        "description": "The language of this answer.",
        "required": True,
        "schema": {"type": "string", "enum": list(rule.offered)},
        "example": rule.default,
    }


_VARY: Json = {
    "description": "What caches must tell apart: answers depend on `Accept-Language`.",
    "required": True,
    "schema": {"type": "string"},
    "example": "Accept-Language",
}
