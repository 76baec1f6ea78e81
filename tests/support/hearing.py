"""Integrations that hear of what happens, from an application whose worker no timer helps."""

from __future__ import annotations

import re
from typing import Any

import certificates
import jsonschema_rs
from receiver import Receiver

from delivery.worker import Plan
from server import deliveries

HOURS = 36_000.0
ACTIVATIONS = "/platform/v1/activations"


def by_hints(settings: Any, database: Any, **more: Any) -> Plan:
    """A worker that looks once, when it starts, and then for hours only where it is told to."""
    tls = certificates.pair()[1]
    there = {"look": lambda *_: ["127.0.0.1"], "tls": tls, "every": HOURS}
    return deliveries.plan(settings, database, **there | more)


SENDING = {
    "CHARTER_DELIVER": "true",
    "CHARTER_WEBHOOK_ALLOW_NETWORKS": "127.0.0.0/8",
    "delivering": by_hints,
}


def at(receiver: Receiver, path: str = "hook") -> str:
    return f"https://{certificates.HOST}:{receiver.port}/{path}"


def active(cast: Any, **webhook: Any) -> tuple[dict[str, Any], str, str]:
    """An active integration: what it is told of in mails, and its activation."""
    partner, told = cast.partner(webhooks=[webhook], app=webhook["url"][-5:])
    assert partner.post(f"{ACTIVATIONS}/confirm").status == 200
    mails = [mail for mail in cast.mails() if webhook["url"][-5:] in mail]
    (secret,) = re.findall(r"^ +(whsec_\S+)$", "".join(mails), re.MULTILINE)
    keys = re.findall(r"^ +(charter_live_\w+)$", "".join(mails), re.MULTILINE)
    (outbound,) = set(keys) - {partner.key}
    return told.json(), secret, outbound


def announced(cast: Any, type: str) -> jsonschema_rs.Draft202012Validator:
    """The schema of what the document says is sent."""
    document = cast.server.contract.document
    body = cast.server.contract.resolve(document["x-webhooks"][type]["post"]["requestBody"])
    schema = body["content"]["application/json"]["schema"]
    whole = {"allOf": [schema], "components": document["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def settled(cast: Any) -> None:
    """Wait until what was sent is written down."""
    cast.server.deliveries.stop()
