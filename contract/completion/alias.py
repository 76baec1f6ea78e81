"""`alias`: the description of an API says under which other path it answers, and no other API lies there."""

from collections.abc import Iterator
from typing import Any

from contract.completion.draft import Draft
from contract.facts import Api
from contract.rules import ApiRules

Json = dict[str, Any]


def told(tag: Json, rules: ApiRules) -> Json:
    """The tag with what the rule promises in its description."""
    if rules.alias is None:
        return tag
    sentence = f"Every path below `{rules.base}` answers below `{rules.alias}`, too."
    return tag | {"description": f"{tag.get('description', '').rstrip()}\n\n{sentence}".strip()}


def complete(draft: Draft) -> None:
    """Refuse a path that would, without the base's last part, take the base itself for a value."""
    base, alias = draft.api.base, draft.api.rules.alias
    if alias is not None and _within(base, alias) and draft.path.startswith(f"{base}/{{"):
        other = other_path(draft.path, draft.api.rules)
        draft.refuse("alias", f"{other} would match the paths below {base}, too")


def faults(apis: dict[str, Api]) -> Iterator[tuple[str, str]]:
    """Names of APIs with an alias that cannot be, and the reasons."""
    for api in apis.values():
        alias = api.rules.alias
        if alias is None:
            continue
        if _within(alias, api.base):
            yield api.name, f"{alias} lies under the API's own base {api.base}"
        for other in apis.values():
            for path in (other.base, other.rules.alias):
                if other is not api and path and (_within(path, alias) or _within(alias, path)):
                    yield api.name, f"{alias} overlaps {path} of the API {other.name}"


def _within(path: str, around: str) -> bool:
    return f"{path}/".startswith(f"{around}/")


def other_path(path: str, rules: ApiRules) -> str | None:
    """The second path of an operation, or None where it has only one."""
    if rules.alias is None or not path.startswith(f"{rules.base}/"):
        return None
    return rules.alias + path.removeprefix(rules.base)
