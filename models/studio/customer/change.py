"""What is known of a customer changes as a whole change: noted, told, and searchable at once."""

from typing import Any, Final

from sqlalchemy import update

from models.session import Session
from models.studio.customer.find import find, held
from models.studio.customer.values import DETAILS, checked
from models.studio.table.customer import Customer
from models.studio.words import folded

_COLUMN: Final = {
    "firstName": "first_name",
    "lastName": "last_name",
    "email": "email",
    "dateOfBirth": "date_of_birth",
    "status": "status",
    "imageUrl": "image",
}
_FOLDED: Final = {"first_name", "last_name", "email"}


def change(
    session: Session, tenant: str, customer_id: int, given: dict[str, Any]
) -> dict[str, Any]:
    """Set the properties of `given`, in the shape of the API; `None` removes one.

    Emits `CUSTOMER_UPDATED`; raises `CustomerNotFound`.
    """
    own = held(session, tenant, customer_id)
    before = find(session, tenant, customer_id)
    kept = checked(session, tenant, given)
    values: dict[str, Any] = {}
    for name, column in _COLUMN.items():
        if name in given:
            values[column] = kept.get(name)
            if column in _FOLDED:
                text = kept.get(name)
                values[f"{column}_folded"] = None if text is None else folded(text)
    details = {name: own[name] for name in DETAILS if name in own and name not in given}
    details |= {name: kept[name] for name in DETAILS if name in kept}
    session.execute(
        update(Customer)
        .where(Customer.tenant == tenant, Customer.id == customer_id)
        .values(values | {"details": details})
        .execution_options(synchronize_session=False)
    )
    after = find(session, tenant, customer_id)
    session.touch("customer", str(customer_id), before=before, after=after)
    session.emit("CUSTOMER_UPDATED", str(customer_id))
    return after
