"""What a matter has in other tables is read for a whole page at once, and only what is asked for."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import ClauseElement, bindparam, select

from models.hot import Hot
from models.practice import custom_field, nearby
from models.practice.table.matter import Originator
from models.practice.table.practice_area import PracticeArea
from models.session import Session


def _originators(dialect: str) -> ClauseElement:
    mine = Originator.tenant == bindparam("tenant")
    query = select(Originator.matter_id, Originator.user_id).where(
        mine, nearby.among(Originator.matter_id, dialect)
    )
    return query.order_by(Originator.matter_id, Originator.position)


def _areas(dialect: str) -> ClauseElement:
    mine = PracticeArea.tenant == bindparam("tenant")
    among = nearby.among(PracticeArea.id, dialect)
    return select(PracticeArea.id, PracticeArea.label).where(mine, among)


_ORIGINATORS: Final = Hot(_originators)
_AREAS: Final = Hot(_areas)


def completed(
    session: Session, tenant: str, matters: list[dict[str, Any]], parts: Collection[str]
) -> list[dict[str, Any]]:
    """Add the originators' ids, and of the other tables what is in `parts`: a statement for each.

    People are read once, whether they are responsible, originators or both.
    """
    if not matters:
        return matters
    by_id = {one["matterId"]: one for one in matters}
    ids = nearby.listed(session, by_id)
    for matter_id, user_id in _ORIGINATORS.all(session, tenant=tenant, ids=ids):
        by_id[matter_id]["originatorIds"].append(user_id)
    _add_people(session, tenant, matters, parts)
    if "practiceArea" in parts:
        _add_areas(session, tenant, matters)
    if "customFields" in parts:
        noted = custom_field.values(session, tenant, by_id)
        for id, one in by_id.items():
            one["customFields"] = noted[id]
    return matters


def _add_areas(session: Session, tenant: str, matters: list[dict[str, Any]]) -> None:
    within = [one for one in matters if "practiceAreaId" in one]
    if not within:
        return
    ids = nearby.listed(session, {one["practiceAreaId"] for one in within})
    labels: dict[str, str] = dict(_AREAS.all(session, tenant=tenant, ids=ids))
    for one in within:
        one["practiceArea"] = {"label": labels[one["practiceAreaId"]]}


def _add_people(
    session: Session, tenant: str, matters: list[dict[str, Any]], parts: Collection[str]
) -> None:
    wanted: set[str] = set()
    for one in matters:
        wanted |= {one["responsibleId"]} if "responsible" in parts else set()
        wanted |= set(one["originatorIds"]) if "originator" in parts else set()
    people = nearby.users(session, tenant, wanted) if wanted else {}
    for one in matters:
        if "responsible" in parts:
            one["responsible"] = people[one["responsibleId"]]
        if "originator" in parts:
            one["originators"] = [people[id] for id in one["originatorIds"]]
