"""Operations under /domains."""

from typing import Any

from contract.types import DomainContent
from models.delivery.address import Outbound
from models.messaging import domain
from models.paging import Page, Slice
from models.session import Session

Json = dict[str, Any]
Visible = frozenset[str] | None


def list_domains(session: Session, tenant: str, page: Page, visible: Visible) -> Slice:
    return domain.page(session, tenant, page, visible=visible)


def create_domain(session: Session, tenant: str, body: DomainContent, outbound: Outbound) -> Json:
    return domain.create(session, tenant, body, rules=outbound.rules)


def get_domain(session: Session, tenant: str, domain_id: str) -> Json:
    return domain.find(session, tenant, domain_id)


def replace_domain(
    session: Session, tenant: str, domain_id: str, body: DomainContent, outbound: Outbound
) -> Json:
    return domain.replace(session, tenant, domain_id, body, rules=outbound.rules)


def delete_domain(session: Session, tenant: str, domain_id: str) -> Json:
    domain.delete(session, tenant, domain_id)
    return {"id": domain_id}


def verify_domain(session: Session, tenant: str, domain_id: str) -> Json:
    return domain.verify(session, tenant, domain_id)
