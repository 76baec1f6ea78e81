"""An active integration hears of events at its webhooks, each signed with a secret of its own."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from contract.errors import Fault, InvalidRequest
from models.delivery import destination
from models.delivery.address import Forbidden, Rules, target
from models.platform import mail, organization
from models.session import Session

KIND: Final = "activation"
SOURCE: Final = "events"
_STUDIO: Final = "studio:"
_LETTER: Final = """\
{app} is active. {organization} tells it of events from now on.

Every call is signed as Standard Webhooks describes it, with these secrets:
{secrets}
They are not shown again.
"""


def demand_callable(webhooks: Sequence[Mapping[str, Any]], rules: Rules) -> None:
    """Raise `InvalidRequest` for those that may never be called; names are asked for at every call."""
    faults = []
    for at, one in enumerate(webhooks):
        try:
            target(one["url"], rules)
        except Forbidden as refused:
            place, template = f"body.webhooks.{at}.url", "It cannot be called: {reason}."
            faults.append(Fault(place, template, reason=refused.reason))
    if faults:
        raise InvalidRequest(*faults)


def begin(
    session: Session, tenant: str, activation: dict[str, Any], outbound_key: str | None
) -> None:
    """Make a destination of every webhook, and mail the secrets that sign what it gets."""
    lines = []
    for webhook in activation.get("webhooks", []):
        types = webhook.get("types")
        studio = _of_studio(types, activation["scopes"])
        _, secret = destination.add(
            session,
            tenant,
            kind=KIND,
            source=SOURCE,
            owner_id=activation["id"],
            url=webhook["url"],
            types=types,
            outbound_key=outbound_key,
            schedule="studio" if studio else "standard",
            timeout_ms=5_000 if studio else 15_000,
        )
        lines.append(f"\n{webhook['url']}\n    {secret}\n")
    if not lines:
        return
    owner = organization.find(session, tenant)["displayName"]
    app = activation["app"]
    mail.queue(
        session,
        tenant,
        recipient=activation["contactEmail"],
        subject=f"Webhooks of {owner} for {app}",
        body=_LETTER.format(app=app, organization=owner, secrets="".join(lines)),
    )


def end(session: Session, tenant: str, activation_id: str) -> None:
    """Remove the destinations; what waits for them is dropped."""
    for one in destination.of_owner(session, tenant, KIND, activation_id):
        destination.remove(session, tenant, one["id"])


def _of_studio(types: list[str] | None, scopes: list[str]) -> bool:
    """Whether it hears of what happens in the studio, whose partners are called on terms of their own."""
    if types is None:
        return any(scope.startswith(_STUDIO) for scope in scopes)
    return any(type.isupper() for type in types)
