"""`acting-user`: a header parameter that names the user for whom the call is made."""

from contract.completion.draft import Draft, capitalized


def complete(draft: Draft) -> None:
    """Add what the API's rule promises for every operation that needs a key."""
    rule = draft.api.rules.acting_user
    if rule is None or draft.public:
        return
    parameter = {
        "name": rule.header,
        "in": "header",
        "required": False,
        "description": "The user for whom you call, by id. Without it, it is the key's own user,"
        " if the key has one.",
        "schema": {"type": "string", "format": "uuid"},
    }
    draft.parameter("acting-user", parameter, component=f"{capitalized(draft.api.name)}ActingUser")
