"""Operations under /resources."""

from typing import Any

from contract.types import ResourceContent, ResourcePatch, Transition
from models.paging import Page, Slice
from models.registry import history, resource
from models.session import Session

Json = dict[str, Any]
Expected = frozenset[int] | None


def list_resources(
    session: Session,
    tenant: str,
    page: Page,
    *,
    kind: str | None = None,
    state: str | None = None,
    name: str | None = None,
    label: list[str] | None = None,
    sort: str = "createdAt",
) -> Slice:
    labels = label or ()
    return resource.page(
        session, tenant, page, kind=kind, state=state, name=name, labels=labels, sort=sort
    )


def create_resource(session: Session, tenant: str, body: ResourceContent) -> Json:
    return resource.create(session, tenant, **body)


def get_resource(session: Session, tenant: str, resource_id: str) -> Json:
    return resource.find(session, tenant, resource_id)


def replace_resource(
    session: Session, tenant: str, resource_id: str, body: ResourceContent, expected: Expected
) -> Json:
    return resource.replace(session, tenant, resource_id, expected=expected, **body)


def patch_resource(
    session: Session, tenant: str, resource_id: str, body: ResourcePatch, expected: Expected
) -> Json:
    return resource.patch(session, tenant, resource_id, dict(body), expected=expected)


def delete_resource(session: Session, tenant: str, resource_id: str, expected: Expected) -> None:
    resource.delete(session, tenant, resource_id, expected=expected)


def change_resource_state(
    session: Session, tenant: str, resource_id: str, body: Transition
) -> Json:
    return resource.transition(session, tenant, resource_id, **body)


def list_resource_history(session: Session, tenant: str, resource_id: str, page: Page) -> Slice:
    return history.page(session, tenant, resource_id, page)
