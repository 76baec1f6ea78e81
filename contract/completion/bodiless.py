"""`bodiless`: operations of POST and PUT that take no body say how a call without one is sent."""

from contract.completion.draft import Draft
from contract.completion.marked import tell

METHODS = ("post", "put")


def complete(draft: Draft) -> None:
    """Tell it where a body is never sent; a faulty one is an invalid request."""
    if draft.api.rules.bodiless is None or draft.method not in METHODS:
        return
    draft.fail("invalid_request")
    if "requestBody" not in draft.definition:
        tell(draft.definition, "Send it without a body; over HTTP/1.1, with `Content-Length: 0`.")
