"""A customer has one picture; a new one replaces it."""

from typing import Any

from models.session import Session
from models.studio import customer


def replace_image(session: Session, tenant: str, customer_id: int, *, file: str) -> dict[str, Any]:
    """Show the picture that the file store keeps as `file`; gives `{imageUrl}`."""
    after = customer.change(session, tenant, customer_id, {"imageUrl": file})
    return {"imageUrl": after["imageUrl"]}
