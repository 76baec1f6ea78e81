"""The bundled document becomes complete: each house rule adds what it promises, or is refused."""

from collections.abc import Callable

from contract.bundle import Bundle
from contract.completion import (
    conditional,
    failures,
    idempotent,
    languages,
    location,
    paged,
    rate_limit,
    request_id,
)
from contract.completion.draft import Draft
from contract.declared import apis_of, drafts_of, rules_at
from contract.facts import Contract, Operation
from contract.place import DocumentError
from contract.rules import RootRules

COMPLETIONS: tuple[Callable[[Draft], None], ...] = (
    paged.complete,
    conditional.complete,
    idempotent.complete,
    location.complete,
    request_id.complete,
    languages.complete,
    rate_limit.complete,
    failures.declared,
    failures.common,
    failures.complete,
)
"""One line per rule, in the order of their parameters; `failures.complete` turns all codes into responses."""


def complete(bundle: Bundle) -> Contract:
    """Complete every operation of the bundle in place, and return what the document says."""
    document = bundle.document
    rules = rules_at(RootRules, document, bundle.root)
    apis = apis_of(document, bundle.root)
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
    return Contract(document, apis, operations, rules)
