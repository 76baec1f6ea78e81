"""`paged`: an array becomes a page with an envelope, and the query says which page."""

from typing import Any

from contract.completion.draft import Draft, capitalized
from contract.completion.example import example_of
from contract.completion.paging import STYLES, Style
from contract.rules import Paged

Json = dict[str, Any]


def complete(draft: Draft) -> None:
    """Add the parameters of the style and wrap the array of the 200 answer."""
    rule = draft.rules.paged
    if rule is None:
        return
    if draft.method != "get":
        draft.refuse("paged", f"only a GET is paged, not a {draft.method.upper()}")
    if not rule.limit.min <= rule.limit.default <= rule.limit.max:
        draft.refuse("paged", "limit must have min <= default <= max")
    style = STYLES[rule.style]
    for parameter in style.parameters(rule):
        draft.parameter("paged", parameter)
    draft.fail(*style.codes, own=True)
    if rule.style == "page":
        draft.header("paged", "200", "Link", draft.component("headers", "PageLinks", _LINKS))
    for media in _medias(draft):
        array = draft.resolve(media.get("schema", {}))
        if array.get("type") != "array" or "items" not in array:
            reason = "the answer 200 must be an array with items; its envelope is added"
            draft.refuse("paged", reason)
        items = [example_of(draft.document, array["items"])]
        _wrap_examples(draft, media, style, rule, items)
        page = style.envelope(rule, array)
        media["schema"] = draft.component("schemas", f"{capitalized(draft.id)}Page", page)


def _medias(draft: Draft) -> list[Json]:
    response = draft.successes().get("200", {})
    response["content"] = {t: dict(m) for t, m in response.get("content", {}).items()}
    if not response["content"]:
        draft.refuse("paged", "the operation has no answer 200 with a body")
    return list(response["content"].values())


def _wrap_examples(draft: Draft, media: Json, style: Style, rule: Paged, items: list[Any]) -> None:
    named = media.pop("examples", None) or {"page": {"value": media.pop("example", items)}}
    media["examples"] = {
        name: example | {"value": style.example(rule, example["value"])}
        for name, example in ((name, draft.resolve(given)) for name, given in named.items())
    }


_LINKS: Json = {
    "description": "Other pages of the same list (RFC 8288): `first`, `prev`, `next` and `last`, as far as there are"
    " such.",
    "required": True,
    "schema": {"type": "string"},
    "example": '</things?page=1&per_page=10>; rel="first", </things?page=3&per_page=10>; rel="last"',
}
