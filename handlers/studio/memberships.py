"""Operations on membership offers and their signature."""

from typing import Any

from contract.types import MembershipOfferContent, Signup, SignupContract
from handlers.studio import arguments, kept
from models.session import Session
from models.studio import membership
from storage import Filing, Upload

Json = dict[str, Any]


def list_membership_offers(session: Session, tenant: str) -> list[Json]:
    return membership.page(session, tenant)


def create_membership_offer(session: Session, tenant: str, body: MembershipOfferContent) -> Json:
    return membership.create(session, tenant, dict(body))


def get_membership_offer(session: Session, tenant: str, membership_offer_id: int) -> Json:
    return membership.find(session, tenant, membership_offer_id)


def update_membership_offer(
    session: Session, tenant: str, membership_offer_id: int, body: MembershipOfferContent
) -> Json:
    return membership.update(session, tenant, membership_offer_id, dict(body))


def replace_membership_offer_image(
    session: Session, tenant: str, membership_offer_id: int, upload: Upload, files: Filing
) -> Json:
    before = membership.image(session, tenant, membership_offer_id)
    if before is not None:
        files.delete(before)
    file = kept(files, upload, tenant)
    return membership.replace_image(session, tenant, membership_offer_id, file=file)


def preview_signup(session: Session, tenant: str, body: SignupContract) -> Json:
    return membership.preview(session, tenant, **arguments(body))


def signup(session: Session, tenant: str, body: Signup) -> Json:
    given = arguments(body)
    given["customer_data"] = dict(given.pop("customer"))
    return membership.signup(session, tenant, **given)
