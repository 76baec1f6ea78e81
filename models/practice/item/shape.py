"""An item is shown with whom and what it is about, as far as that was asked for."""

from typing import Any, Final

from models.hot import Row
from models.practice.item.kind import Nearby
from models.practice.money import shown

COMMON: Final = 8
"""How many cells of a row are those of `kind.common`."""


def shaped(id_name: str, cells: Row, near: Nearby, times: Row) -> dict[str, Any]:
    """What every kind shows; `times` are the two of `meta`, or none."""
    id, user, matter, client, date, description, amount, invoice = cells[:COMMON]
    item: dict[str, Any] = {id_name: id}
    if user is not None:
        item["userId"] = user
        if near.users:
            item["user"] = near.users[user]
    item["matterId"] = matter
    if near.matters:
        item["matter"] = near.matters[matter]
    item["clientId"] = client
    if near.clients:
        item["client"] = near.clients[client]
    item["date"] = date
    item["description"] = description
    if amount is not None:
        item["amount"] = shown(amount)
    item["billed"] = invoice is not None
    if invoice is not None:
        item["invoiceId"] = invoice
        if near.invoices:
            item["invoice"] = near.invoices[invoice]
    if times:
        item["meta"] = {"createdAt": times[0], "modifiedAt": times[1]}
    return item
