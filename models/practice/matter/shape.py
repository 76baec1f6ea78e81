"""The parts of a matter: which columns each is made of, and how it is shown."""

from collections.abc import Collection
from typing import Any, Final

from models.hot import Row
from models.practice.table.client import named
from models.practice.table.matter import Matter
from models.text import present

BASE: Final = (
    Matter.id,
    Matter.name,
    Matter.reference,
    Matter.matter_type,
    Matter.opened,
    Matter.archived,
    Matter.client_id,
    Matter.responsible_id,
    Matter.practice_area_id,
)
PARTS: Final[dict[str, tuple[Any, ...]]] = {
    "client": (Matter.client_name, Matter.client_reference),
    "ledesConfiguration": (
        Matter.ledes_enabled,
        Matter.ledes_activity,
        Matter.ledes_task,
        Matter.ledes_expense,
        Matter.ledes_code_sets,
    ),
    "detail": (
        Matter.conflict_information,
        Matter.billing_instructions,
        Matter.notes,
        Matter.referral_sources,
    ),
}
"""The parts that lie in the matter's own row; `detail` is what a list never shows."""
LEDES: Final = ("enabled", "activityCodeRequired", "taskCodeRequired", "expenseCodeRequired")
TEXTS: Final = ("billingInstructions", "notes", "referralSources")


def columns(parts: Collection[str]) -> tuple[Any, ...]:
    """What is to be read for these parts; what `row` makes of it is in the same order."""
    return BASE + tuple(
        column for name, wanted in PARTS.items() if name in parts for column in wanted
    )


def row(cells: Row, parts: Collection[str]) -> dict[str, Any]:
    """Shape the cells of `columns(parts)`, and of the times behind them where `meta` is a part.

    What lies in other tables is missing, but has its place.
    """
    id, name, reference, kind, opened, archived, client_id, responsible_id, area_id = cells[:9]
    rest = iter(cells[9:])
    found = {"matterId": id, **named(name, reference), "matterType": kind, **present(opened=opened)}
    found |= {"archived": archived, "clientId": client_id}
    if "client" in parts:
        found["client"] = named(next(rest), next(rest))
    found |= {"responsibleId": responsible_id, "originatorIds": []}
    found |= present(practiceAreaId=area_id)
    if "ledesConfiguration" in parts:
        found["ledesConfiguration"] = {name: next(rest) for name in (*LEDES, "codeSetIds")}
    if "detail" in parts:
        found |= present(conflictInformation=next(rest) or None)
        found |= {name: text for name, text in zip(TEXTS, rest, strict=False) if text}
    if "meta" in parts:
        found["meta"] = dict(zip(("createdAt", "modifiedAt"), cells[-2:], strict=True))
    return found
