"""Operations under /matters."""

from typing import Any

from contract.types import CreateMatter, UpdateMatterChanges
from models.paging import Page, Slice
from models.practice import matter
from models.session import Session

Json = dict[str, Any]


def list_matters(
    session: Session,
    tenant: str,
    page: Page,
    *,
    select: frozenset[str],
    sort: tuple[str, ...],
    query: str | None = None,
    reference: str | None = None,
    client_reference: str | None = None,
    user_id: str | None = None,
    responsible_id: str | None = None,
    originator_id: str | None = None,
    client_id: str | None = None,
    practice_area_id: str | None = None,
    archived: bool | None = None,
    modified_since: str | None = None,
) -> Slice:
    return matter.page(
        session,
        tenant,
        page,
        select=select,
        sort=sort,
        query=query,
        reference=reference,
        client_reference=client_reference,
        user_id=user_id,
        responsible_id=responsible_id,
        originator_id=originator_id,
        client_id=client_id,
        practice_area_id=practice_area_id,
        archived=archived,
        modified_since=modified_since,
    )


def create_matter(session: Session, tenant: str, body: CreateMatter) -> Json:
    return matter.create(session, tenant, dict(body))


def get_matter(session: Session, tenant: str, matter_id: str) -> Json:
    return matter.find(session, tenant, matter_id)


def update_matter(session: Session, tenant: str, matter_id: str, body: UpdateMatterChanges) -> Json:
    return matter.change(session, tenant, matter_id, dict(body))


def delete_matter(session: Session, tenant: str, matter_id: str) -> Json:
    matter.delete(session, tenant, matter_id)
    return {"matterId": matter_id}
