"""`pretty`: a query parameter of every operation, which asks for JSON that people can read."""

from contract.completion.draft import Draft, capitalized


def complete(draft: Draft) -> None:
    """Add the parameter."""
    if not draft.api.rules.pretty:
        return
    parameter = {
        "name": "pretty",
        "in": "query",
        "required": False,
        "description": "Whether the answer is indented, so that people can read it.",
        "schema": {"type": "boolean", "default": False},
        "example": True,
    }
    draft.parameter("pretty", parameter, component=f"{capitalized(draft.api.name)}Pretty")
