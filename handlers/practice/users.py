"""Operations under /users."""

from typing import Any

from contract.types import CreateUser, UpdateUserChanges
from models.practice import user
from models.session import Session

Json = dict[str, Any]


def list_users(
    session: Session,
    tenant: str,
    *,
    select: frozenset[str],
    email: str | None = None,
    role: str | None = None,
    query: str | None = None,
    query_full_match: bool = False,
) -> list[Json]:
    return user.page(
        session,
        tenant,
        select=select,
        email=email,
        role=role,
        query=query,
        query_full_match=query_full_match,
    )


def create_user(session: Session, tenant: str, body: CreateUser) -> Json:
    return user.create(session, tenant, dict(body))


def update_user(session: Session, tenant: str, user_id: str, body: UpdateUserChanges) -> Json:
    return user.change(session, tenant, user_id, dict(body))
