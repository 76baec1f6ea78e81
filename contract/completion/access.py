"""`access`: the description says which scope a call needs, and a key without it is refused."""

from contract.completion.draft import Draft
from contract.completion.marked import tell


def complete(draft: Draft) -> None:
    """Tell the scope; a target must be a parameter of the path."""
    rule = draft.rules.access
    if rule is None:
        return
    if draft.public:
        draft.refuse("access", "the operation is public, so there is no key to have scopes")
    if rule.target is not None and f"{{{rule.target}}}" not in draft.path:
        draft.refuse("access", f"the path has no parameter {rule.target}")
    named = {
        draft.resolve(parameter)["name"] for parameter in draft.definition.get("parameters", [])
    }
    if rule.target is None and "visible" in named:
        draft.refuse("access", "gives the handler `visible`; no parameter can have that name")
    scope = f"{draft.api.name}:{rule.resource}:{rule.mode}"
    if rule.target is not None:
        one = f", or for one of them `{scope}:<{rule.target}>`"
    elif rule.mode == "read":
        one = f"; with `{scope}:<id>` it shows only what has such an id"
    else:
        one = ""
    tell(draft.definition, f"Needs the scope `{scope}`{one}.")
    draft.fail("forbidden")
