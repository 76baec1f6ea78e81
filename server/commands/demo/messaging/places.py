"""Two queues, one with a schema and one in order, who listens to them, and the host on which they do."""

from datetime import timedelta
from typing import Any, Final

from models.delivery.address import PUBLIC
from models.messaging import domain, listener, queue
from models.paging import Page
from models.session import Session

HOST: Final = "hooks.north-bakery.example"
"""Nobody can be called there."""
_LATER: Final = timedelta(minutes=5)
"""One thing is made after the other: lists are in this order."""
INVOICES: Final = "billing.invoices"
DOORS: Final = "studio.doors"
_QUEUES: Final[tuple[dict[str, Any], ...]] = (
    {
        "name": INVOICES,
        "schema": {
            "number": {"type": "string", "pattern": "^INV-[0-9]{4}$"},
            "client": {"type": "string", "min": 1, "max": 100},
            "currency": {"type": "string", "enum": ["EUR", "USD"]},
            "total": {"type": "number", "min": 0},
            "lines": {
                "type": "array",
                "required": False,
                "items": {
                    "type": "object",
                    "props": {"text": {"type": "string"}, "amount": {"type": "number"}},
                },
            },
        },
    },
    {"name": DOORS, "ordering": "fifo", "retention_ms": 30 * 86_400_000},
)
_LISTENERS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (INVOICES, {"name": "ledger", "event_types": ["invoice.*"]}),
    (INVOICES, {"name": "dunning", "event_types": ["invoice.overdue"], "rate_limit": 5}),
    (DOORS, {"name": "display", "timeout_ms": 2000}),
)


def there(session: Session, tenant: str) -> bool:
    """Whether the first queue is there."""
    return INVOICES in queues(session, tenant)


def enter(session: Session, tenant: str) -> None:
    """Open the queues a week ago; who will listen to them is disabled, so that nobody is called."""
    session.now -= timedelta(days=7)
    for content in _QUEUES:
        queue.create(session, tenant, content)
        session.now += _LATER
    ids = queues(session, tenant)
    for name, content in _LISTENERS:
        where = {
            "notify_url": f"https://{HOST}/{content['name']}",
            "liveness_url": f"https://{HOST}/health",
            "status": "disabled",
        }
        listener.create(session, tenant, ids[name], content | where, rules=PUBLIC)
        session.now += _LATER
    domain.create(session, tenant, {"name": "north-bakery", "hostname": HOST}, rules=PUBLIC)


def queues(session: Session, tenant: str) -> dict[str, str]:
    """Ids of the queues, by name."""
    return {one["name"]: one["id"] for one in queue.page(session, tenant, Page(100)).items}
