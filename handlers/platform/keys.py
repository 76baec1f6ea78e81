"""Operations under /keys."""

from datetime import timedelta
from typing import Any

from contract.types import NewKey, Rotation
from handlers import moment
from models.paging import Page, Slice
from models.platform import key
from models.session import Session

Json = dict[str, Any]


def list_keys(session: Session, tenant: str, page: Page) -> Slice:
    return key.page(session, tenant, page)


def create_key(session: Session, tenant: str, body: NewKey) -> Json:
    row, text = key.create(
        session,
        tenant,
        name=body["name"],
        scopes=body["scopes"],
        environment=body.get("environment", "live"),
        expires_at=moment(body.get("expiresAt"), "body.expiresAt"),
        user_id=body.get("userId"),
    )
    return row | {"key": text}


def get_key(session: Session, tenant: str, key_id: str) -> Json:
    return key.find(session, tenant, key_id)


def rotate_key(session: Session, tenant: str, key_id: str, body: Rotation) -> Json:
    overlap = timedelta(seconds=body["overlapSeconds"])
    row, text = key.rotate(session, tenant, key_id, overlap=overlap)
    return row | {"key": text}


def revoke_key(session: Session, tenant: str, key_id: str) -> Json:
    return key.revoke(session, tenant, key_id)
