"""`location`: the 201 answer says where the new thing is, by the link that the author declared."""

from typing import Any

from contract.completion.draft import Draft

Json = dict[str, Any]


def complete(draft: Draft) -> None:
    """Add `Location` to the 201 answer."""
    target = draft.rules.location
    if target is None:
        return
    if "201" not in draft.definition["responses"]:
        draft.refuse("location", "the operation has no response 201")
    links = draft.response("201").get("links", {}).values()
    if not any(draft.resolve(link).get("operationId") == target for link in links):
        draft.refuse("location", f"the response 201 has no link to {target}")
    header: Json = {
        "description": f"Where the new one can be read (`{target}`).",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    }
    draft.header("location", "201", "Location", header)
