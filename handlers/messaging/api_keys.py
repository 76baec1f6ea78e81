"""Operations under /api_keys."""

from typing import Any

from contract.types import ApiKeyContent
from models.messaging import api_key
from models.paging import Page, Slice
from models.session import Session

Json = dict[str, Any]
Visible = frozenset[str] | None


def list_api_keys(session: Session, tenant: str, page: Page, visible: Visible) -> Slice:
    return api_key.page(session, tenant, page, visible=visible)


def create_api_key(session: Session, tenant: str, body: ApiKeyContent) -> Json:
    return api_key.create(session, tenant, body)


def get_api_key(session: Session, tenant: str, api_key_id: str) -> Json:
    return api_key.find(session, tenant, api_key_id)


def replace_api_key(session: Session, tenant: str, api_key_id: str, body: ApiKeyContent) -> Json:
    return api_key.replace(session, tenant, api_key_id, body)


def delete_api_key(session: Session, tenant: str, api_key_id: str) -> Json:
    api_key.delete(session, tenant, api_key_id)
    return {"id": api_key_id}
