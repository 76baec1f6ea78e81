"""`expires`: the description of a property says for how long the link in it works."""

from contract.bundle import Bundle
from contract.completion.marked import marked, tell
from contract.declared import rules_at
from contract.place import DocumentError
from contract.rules import PropertyRules


def complete(bundle: Bundle) -> None:
    """Tell it at every property that has the rule."""
    for keys, schema in marked(bundle.document):
        place = bundle.written(keys)
        rule = rules_at(PropertyRules, schema, place)
        if rule.expires is None:
            continue
        if schema.get("type") != "string":
            reason = "expires: the property must be of type string: it becomes a link"
            raise DocumentError(place.at("x-charter", "expires"), reason)
        span = _span(rule.expires)
        tell(schema, f"The link works for {span}; read the data again to get a new one.")


def _span(seconds: int) -> str:
    for unit, length in (("hour", 3600), ("minute", 60)):
        if seconds % length == 0:
            count = seconds // length
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return f"{seconds} seconds"
