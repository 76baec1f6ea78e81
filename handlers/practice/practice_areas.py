"""Operations under /practice-areas."""

from typing import Any

from contract.types import CreatePracticeArea, UpdatePracticeAreaChanges
from models.practice import practice_area
from models.session import Session

Json = dict[str, Any]


def list_practice_areas(session: Session, tenant: str) -> list[Json]:
    return practice_area.page(session, tenant)


def create_practice_area(session: Session, tenant: str, body: CreatePracticeArea) -> Json:
    return practice_area.create(session, tenant, dict(body))


def update_practice_area(
    session: Session, tenant: str, practice_area_id: str, body: UpdatePracticeAreaChanges
) -> Json:
    return practice_area.change(session, tenant, practice_area_id, dict(body))


def delete_practice_area(session: Session, tenant: str, practice_area_id: str) -> Json:
    practice_area.delete(session, tenant, practice_area_id)
    return {"practiceAreaId": practice_area_id}
