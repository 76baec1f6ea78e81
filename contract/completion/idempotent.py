"""`idempotent`: the key in a header under each of its names, 409 and 422, and a mark on replays."""

from contract.completion.draft import WRITES, Draft, capitalized, visible_ascii


def complete(draft: Draft) -> None:
    """Add what a replayable write promises."""
    if draft.rules.idempotent is None:
        return
    rule = draft.api.rules.idempotency_key
    if draft.method not in WRITES:
        draft.refuse("idempotent", f"{draft.method.upper()} is repeatable by itself")
    if rule is None:
        draft.refuse("idempotent", f"the tag {draft.api.name} declares no idempotency-key")
    first, *others = rule.headers
    _parameter(
        draft,
        first,
        "Your name for this write: 1 to 255 visible ASCII characters. The write happens at most once"
        " for one key (`order-2026-0001`), and its answer is given again when you repeat it.",
    )
    for header in others:
        _parameter(draft, header, f"Another name of `{first}`; if you send both, with one value.")
    reference = draft.component("headers", "IdempotentReplayed", _replayed())
    for status in draft.successes():
        draft.header("idempotent", status, "Idempotent-Replayed", reference)
    draft.fail("idempotency_key_running", "idempotency_key_reused")


def _parameter(draft: Draft, header: str, description: str) -> None:
    parameter = {
        "name": header,
        "in": "header",
        "required": False,
        "description": description,
        "schema": visible_ascii(255),
    }
    name = capitalized(draft.api.name) + capitalized(header)
    draft.parameter("idempotent", parameter, component=name)


def _replayed() -> dict[str, object]:
    return {
        "description": "Present and `true` when this is the stored answer of an earlier call with the same key.",
        "schema": {"type": "string", "enum": ["true"]},
        "example": "true",
    }
