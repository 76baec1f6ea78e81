"""An offer has one picture, which stays when its words and prices change; a new one replaces it."""

from typing import Any

from sqlalchemy import update

from models.session import Session
from models.studio.membership.offer import held
from models.studio.table.offer import Offer


def image(session: Session, tenant: str, membership_offer_id: int) -> str | None:
    """Give the picture's name in the file store, on sale or not, or raise `MembershipOfferNotFound`.

    Nobody else changes the offer until the unit ends.
    """
    found = held(session, tenant, membership_offer_id).get("imageUrl")
    return None if found is None else str(found)


def replace_image(
    session: Session, tenant: str, membership_offer_id: int, *, file: str
) -> dict[str, Any]:
    """Show the picture that the file store keeps as `file`; gives `{imageUrl}`.

    Raises `MembershipOfferNotFound`; an offer that is not on sale gets its picture too.
    """
    before = held(session, tenant, membership_offer_id)
    session.execute(
        update(Offer)
        .where(Offer.tenant == tenant, Offer.id == membership_offer_id)
        .values(image=file)
        .execution_options(synchronize_session=False)
    )
    after = before | {"imageUrl": file}
    session.touch("membership_offer", str(membership_offer_id), before=before, after=after)
    return {"imageUrl": file}
