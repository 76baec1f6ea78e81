"""What may be said of a customer, whether at the beginning or as a change."""

from typing import Any, Final

from contract.errors import Fault, InvalidRequest
from models.session import Session
from models.studio.calendar import day
from models.studio.studio import today
from models.studio.words import clean

DETAILS: Final = (
    "gender",
    "street",
    "houseNumber",
    "zipCode",
    "city",
    "countryCode",
    "phonePrivate",
    "phonePrivateMobile",
    "phoneBusiness",
    "phoneBusinessMobile",
    "bankAccount",
    "preferredLanguage",
    "referralCode",
    "thirdPartyId",
    "taxId",
    "communicationPreferences",
)


def checked(
    session: Session, tenant: str, given: dict[str, Any], place: str = "body"
) -> dict[str, Any]:
    """Give what is there of `given`; a birthday to come or an empty name is an `InvalidRequest`."""
    found: dict[str, Any] = clean(given, place)
    born = found.get("dateOfBirth")
    if born is not None and day(born, f"{place}.dateOfBirth") > today(session, tenant):
        raise InvalidRequest(Fault(f"{place}.dateOfBirth", "It must not be in the future."))
    for name in ("firstName", "lastName"):
        if not found.get(name, name).strip():
            raise InvalidRequest(Fault(f"{place}.{name}", "It must not be empty."))
    return found
