"""A new integration gets its keys by mail, and by mail alone."""

from typing import Any, Final

from sqlalchemy import insert

from models.delivery.address import PUBLIC, Rules
from models.identity import uuid7
from models.platform import key, mail, organization
from models.platform.activation import webhook
from models.platform.activation.find import find
from models.platform.activation.table import Activation, told
from models.platform.key.text import make
from models.session import Session
from models.text import demand

_LETTER: Final = """\
{organization} has invited {app} to its API.

Base URL: {base_url}

Your key; send it as `x-api-key` with every call:
    {inbound}

Our key; it comes as `x-api-key` with every webhook call:
    {outbound}

Confirm the activation with your key; webhooks are sent from then on.
These keys are not shown again.
"""


def create(
    session: Session,
    tenant: str,
    *,
    app: str,
    contact_email: str,
    scopes: list[str],
    base_url: str,
    webhooks: list[Any] | None = None,
    rules: Rules = PUBLIC,
) -> dict[str, Any]:
    """Begin an integration in review and mail its base URL and keys, which no answer ever shows.

    `{tenant}` in `base_url` becomes the organization's host label.
    Raises `InvalidRequest` for a webhook that must not be called by `rules`, and `ScopeNotGrantable`
    when the calling key lacks one of the scopes.
    """
    demand(app=app, contactEmail=contact_email)
    webhook.demand_callable(webhooks or [], rules)
    made, inbound = key.create(session, tenant, name=app, scopes=scopes)
    outbound = make()[2]
    owner = organization.find(session, tenant)
    id = uuid7(session.now)
    session.execute(
        insert(Activation).values(
            tenant=tenant,
            id=id,
            app=app,
            contact_email=contact_email,
            scopes=made["scopes"],
            webhooks=webhooks,
            state="IN_REVIEW",
            key_id=made["id"],
            outbound=session.vault.seal(outbound.encode()),
            created_at=session.now,
        )
    )
    body = _LETTER.format(
        organization=owner["displayName"],
        app=app,
        base_url=base_url.replace("{tenant}", owner["handle"].replace("_", "-")),
        inbound=inbound,
        outbound=outbound,
    )
    subject = f"Access for {app} to {owner['displayName']}"
    mail.queue(session, tenant, recipient=contact_email, subject=subject, body=body)
    return told(session, None, find(session, tenant, id), "activation.created")
