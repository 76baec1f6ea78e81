"""What the author declared: the APIs, and one draft for every operation, with its effective rules."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from contract.bundle import Bundle
from contract.completion import alias, languages
from contract.completion.draft import Draft
from contract.copy import METHODS
from contract.facts import Api
from contract.place import DocumentError, Place
from contract.pointer import resolved
from contract.rules import ApiRules, IllFormed, OperationRules, RateLimit, RootRules, read

Json = dict[str, Any]
T = TypeVar("T")

RESERVED = (
    "session",
    "tenant",
    "body",
    "page",
    "expected",
    "caller",
    "base_url",
    "upload",
    "files",
)
"""Names of what a handler is given beside its parameters."""


def rules_at(kind: type[T], node: Json, place: Place) -> T:
    """The rules under `x-charter` of this node."""
    try:
        return read(kind, node.get("x-charter", {}))
    except IllFormed as exc:
        raise DocumentError(place.at("x-charter", *exc.keys), exc.reason) from None


def apis_of(document: Json, root: Place) -> dict[str, Api]:
    """The APIs by name: the tags that have house rules."""
    found: dict[str, Api] = {}
    places: dict[str, Place] = {}
    for i, tag in enumerate(document.get("tags", [])):
        if "x-charter" not in tag:
            continue
        place = root.at("tags", i)
        rules = rules_at(ApiRules, tag, place)
        if rules.audit and rules.request_id and not rules.request_id.unique:
            reason = (
                "audit: records calls by their request-id, which must be unique: true;"
                " without the rule request-id, the server makes up an id for each call"
            )
            raise DocumentError(place.at("x-charter", "audit"), reason)
        for reason in languages.faults(rules.languages):
            raise DocumentError(place.at("x-charter", "languages"), f"languages: {reason}")
        name = tag["name"]
        document["tags"][i] = told = alias.told(tag, rules)
        places[name] = place
        found[name] = Api(name, rules.base, rules, name.capitalize(), told.get("description", ""))
    for name, reason in alias.faults(found):
        raise DocumentError(places[name].at("x-charter", "alias"), f"alias: {reason}")
    return found


def drafts_of(bundle: Bundle, apis: dict[str, Api], root: RootRules) -> Iterator[Draft]:
    """A draft for each operation; parameters of the path item become the operation's own."""
    for path, item in bundle.document["paths"].items():
        shared = item.pop("parameters", [])
        for method in [key for key in item if key in METHODS]:
            place = bundle.paths[path].at(method)
            item[method] = definition = _with_parameters(bundle.document, item[method], shared)
            api = _api(definition, apis, place)
            draft = Draft(
                document=bundle.document,
                root=root,
                api=api,
                id=_id(definition, place),
                method=method,
                path=path,
                rules=_effective(rules_at(OperationRules, definition, place), api, definition),
                definition=definition,
                public=_is_public(definition, bundle, place),
                place=place,
            )
            _refuse_reserved(draft)
            yield draft


def _with_parameters(document: Json, definition: Json, shared: list[Json]) -> Json:
    """The operation with the path's parameters before its own, all before body and responses."""
    own = definition.get("parameters", [])
    names = {(p["in"], p["name"]) for p in (resolved(document, p) for p in own)}
    parameters = [
        p for p in shared if not names & {(r["in"], r["name"]) for r in [resolved(document, p)]}
    ]
    result: Json = {}
    for key, value in definition.items():
        if key in ("requestBody", "responses"):
            result.setdefault("parameters", parameters + own)
        result[key] = parameters + own if key == "parameters" else value
    return result


def _api(definition: Json, apis: dict[str, Api], place: Place) -> Api:
    first = next(iter(definition.get("tags", [])), None)
    if first not in apis:
        known = ", ".join(apis) or "none"
        raise DocumentError(place.at("tags"), f"the first tag must be an API; known: {known}")
    return apis[first]


def _is_public(definition: Json, bundle: Bundle, place: Place) -> bool:
    """Public is only what says so itself: what is forgotten must not be open."""
    everywhere: list[Json] = bundle.document.get("security") or []
    if not everywhere:
        reason = "security: the document must say which credentials operations need"
        raise DocumentError(bundle.root, reason)
    needed: list[Json] = definition.get("security", everywhere)
    if {} in needed:
        reason = "credentials are needed or not; write security: [] for a public operation"
        raise DocumentError(place.at("security"), reason)
    return needed == []


def _id(definition: Json, place: Place) -> str:
    id_ = definition.get("operationId")
    if not isinstance(id_, str) or not re.fullmatch("[A-Za-z][A-Za-z0-9_]*", id_):
        reason = "must be one word of letters, digits and _"
        raise DocumentError(place.at("operationId"), reason)
    return id_


def _effective(rules: OperationRules, api: Api, definition: Json) -> OperationRules:
    """The operation's rules, with the API's own where it says nothing."""
    limited, keyed = api.rules.rate_limit, api.rules.idempotency_key
    if rules.rate_limit is None and limited is not None and definition.get("security") != []:
        rules = replace(rules, rate_limit=RateLimit(limited.budget, limited.per))
    if rules.idempotent is not None and rules.idempotent.keep is None and keyed is not None:
        rules = replace(rules, idempotent=replace(rules.idempotent, keep=keyed.keep))
    return rules


def _refuse_reserved(draft: Draft) -> None:
    for i, parameter in enumerate(draft.definition.get("parameters", [])):
        name = draft.resolve(parameter)["name"]
        if name.lower() in RESERVED:
            reason = f"the name {name} is reserved; so are {', '.join(RESERVED)}"
            raise DocumentError(draft.place.at("parameters", i), reason)
