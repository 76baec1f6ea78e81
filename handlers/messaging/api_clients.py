"""Operations under /api_clients."""

from typing import Any

from contract.types import ApiClientContent
from models.messaging import api_client
from models.session import Session

Json = dict[str, Any]


def create_api_client(session: Session, tenant: str, body: ApiClientContent) -> Json:
    return api_client.create(session, tenant, body)


def replace_api_client(
    session: Session, tenant: str, api_client_id: str, body: ApiClientContent
) -> Json:
    return api_client.replace(session, tenant, api_client_id, body)
