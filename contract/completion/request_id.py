"""`request-id`: a header parameter, the same header on every answer, and 409 for a second use."""

from contract.completion.draft import Draft, capitalized, visible_ascii

EXAMPLE = "RQID-Z08G3EFE5DZ429VVO755BM19D51"


def complete(draft: Draft) -> None:
    """Add what the API's rule promises for every operation."""
    rule = draft.api.rules.request_id
    if rule is None:
        return
    name = f"{capitalized(draft.api.name)}RequestId"
    once = " A second call with the same id is refused." if rule.unique else ""
    parameter = {
        "name": rule.header,
        "in": "header",
        "required": rule.required,
        "description": f"Your name for this call: 1 to 64 visible ASCII characters.{once}",
        "schema": visible_ascii(64),
        "example": EXAMPLE,
    }
    draft.parameter("request-id", parameter, component=name)
    header = {
        "description": "The id of this call: yours, or one that the server made up.",
        "required": True,
        "schema": visible_ascii(64),
        "example": EXAMPLE,
    }
    reference = draft.component("headers", name, header)
    for status in draft.definition["responses"]:
        draft.header("request-id", status, rule.header, reference)
    draft.error_headers[rule.header] = reference
    if rule.unique:
        draft.fail("request_id_used")
