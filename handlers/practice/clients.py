"""Operations under /clients."""

from typing import Any

from contract.types import CreateClient, UpdateClientChanges
from models.paging import Page, Slice
from models.practice import client, invoice
from models.session import Session

Json = dict[str, Any]


def list_clients(
    session: Session,
    tenant: str,
    page: Page,
    *,
    select: frozenset[str],
    sort: tuple[str, ...],
    query: str | None = None,
    reference: str | None = None,
    modified_since: str | None = None,
) -> Slice:
    return client.page(
        session,
        tenant,
        page,
        select=select,
        sort=sort,
        query=query,
        reference=reference,
        modified_since=modified_since,
    )


def create_client(session: Session, tenant: str, body: CreateClient) -> Json:
    return client.create(session, tenant, dict(body))


def get_client(session: Session, tenant: str, client_id: str) -> Json:
    return client.find(session, tenant, client_id)


def update_client(session: Session, tenant: str, client_id: str, body: UpdateClientChanges) -> Json:
    return client.change(session, tenant, client_id, dict(body))


def delete_client(session: Session, tenant: str, client_id: str) -> Json:
    client.delete(session, tenant, client_id)
    return {"clientId": client_id}


def get_client_balances(session: Session, tenant: str, client_id: str) -> Json:
    return invoice.balances(session, tenant, client_id)
