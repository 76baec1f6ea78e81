"""The states of an integration: in review, active, deactivated, and never back."""

from typing import Any, Final

from sqlalchemy import update

from contract.errors import ActivationStateConflict
from models.platform import key
from models.platform.activation import webhook
from models.platform.activation.find import find, held, outbound_key
from models.platform.activation.table import Activation, told
from models.session import Session

_MOVES: Final = {"IN_REVIEW": {"ACTIVE", "DEACTIVATED"}, "ACTIVE": {"DEACTIVATED"}}
# Each key has a line of its own, short enough that no mail program breaks it.


def confirm(session: Session, tenant: str, activation_id: str) -> dict[str, Any]:
    """Make it active: its webhooks hear of what happens from now on, and how they are signed is mailed.

    Raises `ActivationNotFound` or `ActivationStateConflict`.
    """
    after = _move(session, tenant, activation_id, "ACTIVE", confirmed_at=session.now)
    webhook.begin(session, tenant, after, outbound_key(session, tenant, activation_id))
    return after


def deactivate(session: Session, tenant: str, activation_id: str) -> dict[str, Any]:
    """End it: both keys stop, and what waits for its webhooks is dropped. Raises as `confirm`."""
    after = _move(
        session, tenant, activation_id, "DEACTIVATED", deactivated_at=session.now, outbound=None
    )
    if "revokedAt" not in key.find(session, tenant, after["keyId"]):
        key.revoke(session, tenant, after["keyId"])
    webhook.end(session, tenant, activation_id)
    return after


def _move(session: Session, tenant: str, id: str, to: str, **values: Any) -> dict[str, Any]:
    before = held(session, tenant, id)
    if to not in _MOVES.get(before["state"], set()):
        raise ActivationStateConflict(state=before["state"], to=to)
    session.execute(
        update(Activation)
        .where(Activation.tenant == tenant, Activation.id == id)
        .values(state=to, **values)
        .execution_options(synchronize_session=False)
    )
    after = find(session, tenant, id)
    return told(session, before, after, "activation.state_changed")
