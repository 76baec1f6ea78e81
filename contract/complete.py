"""The bundled document becomes complete: each house rule adds what it promises, or is refused."""

from collections.abc import Callable
from typing import Any

from contract.bundle import Bundle
from contract.completion import (
    access,
    acting_user,
    alias,
    bodiless,
    conditional,
    envelope,
    expires,
    failures,
    hidden,
    idempotent,
    languages,
    location,
    paged,
    pretty,
    rate_limit,
    request_id,
    select,
    sort,
    sparse,
    trace,
    upload,
)
from contract.completion.draft import Draft
from contract.declared import apis_of, drafts_of, rules_at
from contract.facts import Contract, Operation
from contract.place import DocumentError
from contract.pointer import keys_of, pointer_to
from contract.publish import references
from contract.rules import RootRules

Json = dict[str, Any]

COMPLETIONS: tuple[Callable[[Draft], None], ...] = (
    alias.complete,
    select.complete,
    sort.complete,
    paged.complete,
    sparse.complete,
    conditional.complete,
    hidden.refuse_replays,
    idempotent.complete,
    location.complete,
    envelope.complete,
    request_id.complete,
    acting_user.complete,
    languages.complete,
    rate_limit.complete,
    trace.complete,
    upload.complete,
    pretty.complete,
    bodiless.complete,
    access.complete,
    failures.declared,
    failures.common,
    failures.complete,
)
"""One line per rule, in the order of their parameters; `failures.complete` turns all codes into responses."""


def complete(bundle: Bundle) -> Contract:
    """Complete every operation of the bundle in place, and return what the document says."""
    document = bundle.document
    used = set(references(document))
    rules = rules_at(RootRules, document, bundle.root)
    apis = apis_of(document, bundle.root)
    expires.complete(bundle)
    hidden.complete(bundle)
    operations: dict[str, Operation] = {}
    for draft in drafts_of(bundle, apis, rules):
        if draft.id in operations:
            raise DocumentError(draft.place.at("operationId"), f"{draft.id} exists already")
        for completion in COMPLETIONS:
            completion(draft)
        operations[draft.id] = Operation(
            id=draft.id,
            api=draft.api.name,
            method=draft.method,
            path=draft.path,
            rules=draft.rules,
            definition=draft.definition,
            public=draft.public,
        )
    _drop_leftovers(document, used)
    return Contract(document, apis, operations, rules)


def _drop_leftovers(document: Json, used: set[str]) -> None:
    """Remove shared components of the author that now stand, changed, in every place that referred to them."""
    components = document.get("components", {})
    leftovers = used - set(references(document))
    for kind, name in {keys_of(reference)[1:3] for reference in leftovers}:
        start = pointer_to("components", kind, name)
        still = any(r == start or r.startswith(f"{start}/") for r in references(document))
        if (
            not still
            and components.get(kind, {}).pop(name, None) is not None
            and not components[kind]
        ):
            del components[kind]
    if leftovers:
        _drop_leftovers(document, used - leftovers)
