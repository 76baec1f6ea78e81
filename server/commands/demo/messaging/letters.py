"""What was put into the queues in the last week, the same at every call."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import orjson

from models.messaging import message
from models.paging import Page
from models.session import Session
from server.commands.demo.messaging import places

_CLIENTS: Final = ("North Bakery", "Harbor Logistics", "Lakeside Properties", "Brightwater Clinic")
_DOORS: Final = ("front door", "side door", "sauna")
_INVOICES: Final = 12
_PASSES: Final = 18
_OVERDUE: Final = 4
"""Each invoice of this number is told of once more."""


def there(session: Session, tenant: str) -> bool:
    """Whether anything was ever put into a queue."""
    return bool(message.page(session, tenant, Page(1)).items)


def enter(session: Session, tenant: str) -> None:
    """Put everything in at its time, all of it before the present."""
    now, ids = session.now, places.queues(session, tenant)
    for name, told in ((places.INVOICES, list(_invoices())), (places.DOORS, list(_passes()))):
        for number, content in enumerate(told):
            session.now = now - timedelta(days=6) * (len(told) - number) / len(told)
            message.create(session, tenant, ids[name], content)


def _invoices() -> Iterator[dict[str, Any]]:
    for number in range(_INVOICES):
        amounts = {"Consulting": 180 + 25 * number, "Travel": 42.5}
        data = {
            "number": f"INV-{1001 + number}",
            "client": _CLIENTS[number % len(_CLIENTS)],
            "currency": "USD" if number % 3 else "EUR",
            "total": sum(amounts.values()),
            "lines": [{"text": text, "amount": amount} for text, amount in amounts.items()],
        }
        name = {"name": f"invoice-{1001 + number}"}
        yield name | {"event_type": "invoice.created", "data": orjson.dumps(data).decode()}
        if number % _OVERDUE == 0:
            yield {"event_type": "invoice.overdue", "data": orjson.dumps(data).decode()}


def _passes() -> Iterator[dict[str, Any]]:
    for number in range(_PASSES):
        data = {"member": 1000 + number * 7 % 60, "door": _DOORS[number % len(_DOORS)]}
        yield {"event_type": "door.passed", "data": orjson.dumps(data).decode()}
