"""Whoever is entered becomes a prospect; a signed contract makes them a member."""

import uuid
from typing import Any, Final

from sqlalchemy import insert

from models.hot import Hot
from models.identity import random_text
from models.session import Session
from models.studio.customer.find import find
from models.studio.customer.values import DETAILS, checked
from models.studio.number import next_number
from models.studio.table.customer import Customer
from models.studio.words import clean, folded

_INSERT = Hot(insert(Customer))
_REFERRAL_LENGTH: Final = 10
_RENAMED: Final = {"phoneNumberPrivate": "phonePrivate", "phoneNumberMobile": "phonePrivateMobile"}


def create(
    session: Session,
    tenant: str,
    body: dict[str, Any],
    *,
    status: str = "PROSPECT",
    place: str = "body",
) -> dict[str, Any]:
    """Add a customer of a `createCustomer` request; emits `CUSTOMER_CREATED`."""
    tidy = clean(body, place)
    renamed = {_RENAMED.get(name, name): tidy[name] for name in tidy}
    given = checked(session, tenant, renamed, place)
    if "language" in given:
        given["preferredLanguage"] = given.pop("language")
    id = next_number(session, tenant)
    email = given.get("email")
    details = {name: given[name] for name in DETAILS if name in given}
    _INSERT.run(
        session,
        tenant=tenant,
        id=id,
        status=status,
        customer_number=f"C-{id}",
        uuid=str(uuid.uuid4()),
        qr_code_uuid=str(uuid.uuid4()),
        first_name=given["firstName"],
        last_name=given["lastName"],
        date_of_birth=given.get("dateOfBirth"),
        email=email,
        first_name_folded=folded(given["firstName"]),
        last_name_folded=folded(given["lastName"]),
        email_folded=None if email is None else folded(email),
        details=details | {"referralCode": random_text(_REFERRAL_LENGTH)},
        image=None,
        created_at=session.now,
    )
    after = find(session, tenant, id)
    session.touch("customer", str(id), before=None, after=after)
    session.emit("CUSTOMER_CREATED", str(id))
    return after
