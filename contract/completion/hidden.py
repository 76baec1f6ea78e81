"""`hidden-without`: the description of a property says which scope shows it."""

from contract.bundle import Bundle
from contract.completion.draft import Draft
from contract.completion.marked import Json, Keys, marked, tell
from contract.declared import rules_at
from contract.place import DocumentError
from contract.pointer import keys_of, look_up
from contract.publish import references
from contract.rules import PropertyRules


def complete(bundle: Bundle) -> None:
    """Tell it at every property that has the rule."""
    for keys, schema in marked(bundle.document):
        place = bundle.written(keys)
        rule = rules_at(PropertyRules, schema, place)
        if rule.hidden_without is None:
            continue
        if keys[-1] in _required_around(bundle.document, keys[:-2]):
            reason = "hidden-without: the property must not be required: not everybody gets it"
            raise DocumentError(place.at("x-charter", "hidden-without"), reason)
        tell(schema, f"Only keys with the scope `{rule.hidden_without}` get it.")


def _required_around(document: Json, keys: Keys) -> set[str]:
    """What the schema at `keys` requires, and the schemas that are combined with it."""
    holder, node = None, document
    chain = [node]
    for key in keys:
        node = node[key]  # type: ignore[index]  # a list, too, has places
        chain.append(node)
    if keys[-2:-1] == ("allOf",):
        holder = chain[-3]
    around = [chain[-1], *([holder, *holder["allOf"]] if holder is not None else [])]
    return {name for schema in around for name in schema.get("required", ())}


def refuse_replays(draft: Draft) -> None:
    """A stored answer is given to whoever repeats the call, so nothing in it can depend on the key."""
    if draft.rules.idempotent is None:
        return
    waiting: list[Json] = list(draft.successes().values())
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        for keys, schema in marked(node):
            if "hidden-without" in schema["x-charter"]:
                reason = f"the answer has {keys[-1]}, which is hidden-without a scope"
                draft.refuse("idempotent", f"{reason}; a replay would show it")
        new = set(references(node)) - seen
        seen |= new
        waiting.extend(look_up(draft.document, keys_of(reference)) for reference in new)
