"""`trace`: every answer carries the id of the call's trace in a header."""

from contract.completion.draft import Draft, capitalized
from contract.completion.refusing import TRACE_ID


def complete(draft: Draft) -> None:
    """Add what the API's rule promises for every operation."""
    rule = draft.api.rules.trace
    if rule is None:
        return
    header = {
        "description": "The id of this call's trace, continued from your `traceparent` if you send"
        " one. Tell us this when you ask for help.",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "example": TRACE_ID,
    }
    reference = draft.component("headers", f"{capitalized(draft.api.name)}TraceId", header)
    for status in draft.definition["responses"]:
        draft.header("trace", status, rule.header, reference)
    draft.error_headers[rule.header] = reference
