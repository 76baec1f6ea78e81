"""What a request says of a matter, as the columns that keep it."""

from typing import Any, Final

from contract.errors import Fault, InvalidRequest
from models.practice import client, code, practice_area, user
from models.practice.given import ZERO, clean, day, filled, folded, identity
from models.practice.matter.shape import LEDES
from models.session import Session

_PLAIN: Final = {
    "reference": "reference",
    "matterType": "matter_type",
    "archived": "archived",
    "billingInstructions": "billing_instructions",
    "notes": "notes",
    "referralSources": "referral_sources",
}
_LEDES: Final = dict(
    zip(LEDES, ("ledes_enabled", "ledes_activity", "ledes_task", "ledes_expense"), strict=True)
)
EMPTY: Final[dict[str, Any]] = {
    "reference": "",
    "reference_folded": "",
    "matter_type": "hourly",
    "archived": False,
    "practice_area_id": None,
    "ledes_enabled": False,
    "ledes_activity": False,
    "ledes_task": False,
    "ledes_expense": False,
    "ledes_code_sets": [],
    "conflict_information": {},
    "billing_instructions": "",
    "notes": "",
    "referral_sources": "",
}
"""A matter of which nothing is said."""


def columns(
    session: Session, tenant: str, content: dict[str, Any], before: dict[str, Any]
) -> dict[str, Any]:
    """The columns that `content` sets; an empty text and a zero practice area take away.

    What refers to nothing in the firm is an `InvalidRequest` at its place.
    """
    said = {name: value for name, value in content.items() if name != "customFields"}
    given = clean(said, "body")
    found = {column: given[name] for name, column in _PLAIN.items() if name in given}
    if "reference" in given:
        found["reference_folded"] = folded(given["reference"])
    if "name" in given:
        found["name"] = filled(given["name"], "body.name")
        found["name_folded"] = folded(given["name"])
    if "opened" in given:
        found["opened"] = day(given["opened"], "body.opened").isoformat()
    if "conflictInformation" in given:
        merged = before.get("conflictInformation", {}) | given["conflictInformation"]
        found["conflict_information"] = {name: text for name, text in merged.items() if text}
    if "practiceAreaId" in content and given.get("practiceAreaId", ZERO) == ZERO:
        found["practice_area_id"] = None
        given.pop("practiceAreaId", None)
    return found | _ledes(given.get("ledesConfiguration", {})) | _references(session, tenant, given)


def _ledes(given: dict[str, Any]) -> dict[str, Any]:
    found = {column: given[name] for name, column in _LEDES.items() if name in given}
    if "codeSetIds" in given:
        found["ledes_code_sets"] = [identity(id) for id in given["codeSetIds"]]
        for at, id in enumerate(found["ledes_code_sets"]):
            if not code.known_set(id):
                place = f"body.ledesConfiguration.codeSetIds.{at}"
                raise InvalidRequest(Fault(place, "There is no such code set."))
    return found


def _references(session: Session, tenant: str, given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "clientId" in given:
        found |= client.require(session, tenant, given["clientId"])
    if "responsibleId" in given:
        place = "body.responsibleId"
        found["responsible_id"] = user.require(session, tenant, given["responsibleId"], place)
    if "practiceAreaId" in given:
        found["practice_area_id"] = practice_area.require(session, tenant, given["practiceAreaId"])
    return found
