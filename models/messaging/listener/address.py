"""An address that may never be called is refused when it is given, and not when it is called."""

from collections.abc import Mapping
from typing import Any

from contract.errors import Fault, UrlRefused
from models.delivery.address import Forbidden, Rules, target
from models.messaging import domain
from models.session import Session


def check(
    session: Session, tenant: str, content: Mapping[str, Any], rules: Rules, *, verified: bool
) -> None:
    """Raise `UrlRefused` with a fault for each URL that must not be called.

    What a name stands for is decided anew at every call. `verified`: the host is on a domain that
    the organization has proven to be its own.
    """
    faults = []
    for word in ("notify_url", "liveness_url"):
        url, place = content.get(word), f"body.{word}"
        if url is None:
            continue
        try:
            found = target(url, rules)
        except Forbidden as refused:
            faults.append(Fault(place, "It cannot be called: {reason}.", reason=refused.reason))
            continue
        if verified and not domain.is_verified(session, tenant, found.host):
            faults.append(Fault(place, "Its host is not a verified domain."))
    if faults:
        raise UrlRefused(*faults)
