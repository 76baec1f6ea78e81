"""Tell, beside a page, where the other pages of the list are (RFC 8288)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from contract.completion.paging import LAST_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.facts import Operation
    from conventions.exchange import Exchange, Headers
    from models.paging import Slice


def around(number: int, size: int, total: int) -> dict[str, int]:
    """The pages worth naming beside page `number` of `total` items in pages of `size`."""
    last = min(max(1, -(-total // size)), LAST_PAGE)
    found = {"first": 1}
    if number > 1:
        found["prev"] = min(number - 1, last)
    if number < last:
        found["next"] = number + 1
    return found | {"last": last}


def bind(operation: Operation) -> Callable[[Exchange, Slice], Headers] | None:
    """The link of one operation, or None where its pages have no numbers. The query is kept but for the page."""
    paged = operation.rules.paged
    if paged is None or paged.style != "page":
        return None
    template = operation.path

    def tell(exchange: Exchange, part: Slice) -> Headers:
        page = exchange.arguments["page"]
        total = part.total if part.total is not None else page.offset + len(part.items)
        start = f"<{exchange.at(template)}?"
        kept = [
            pair
            for pair in parse_qsl(exchange.query.decode("ascii"), keep_blank_values=True)
            if pair[0] not in ("page", "per_page")
        ]
        pages = around(page.offset // page.limit + 1, page.limit, total)
        links = [
            f'{start}{urlencode([*kept, ("page", number), ("per_page", page.limit)])}>; rel="{name}"'
            for name, number in pages.items()
        ]
        return [(b"link", ", ".join(links).encode())]

    return tell
