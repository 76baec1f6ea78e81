"""Hand lists out in pages, in the style that the operation declares; the family grows by one entry a style."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import orjson
from itsdangerous import BadData

from contract.errors import InvalidToken
from models.paging import Page, Slice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from contract.facts import Operation
    from conventions.exchange import Exchange
    from models.vault import Vault

    Opener = Callable[[Exchange], None]
    Closer = Callable[[Exchange, Slice], dict[str, Any] | list[Any]]

_TOKEN = "continuation_token"  # noqa: S105 - the name of a parameter


def binding(operation_id: str, tenant: str, arguments: Mapping[str, Any]) -> str:
    """A digest of what a token belongs to: operation, tenant and every parameter that selects or orders."""
    told = orjson.dumps([operation_id, tenant, sorted(arguments.items())], default=str)
    return hashlib.blake2b(told, digest_size=16).hexdigest()


def _token(operation: Operation, vault: Vault) -> tuple[Opener, Closer]:
    """`limit` and `continuationToken`: opaque, signed, bound to the query; given only when there is more."""
    signer = vault.signer("continuation")

    def bound(exchange: Exchange) -> str:
        tenant = exchange.caller.tenant if exchange.caller is not None else ""
        selecting = {
            name: value
            for name, value in exchange.arguments.items()
            if name not in ("page", "limit", "visible", _TOKEN)
        }
        return binding(operation.id, tenant, selecting)

    def open_page(exchange: Exchange) -> None:
        arguments = exchange.arguments
        limit, token = arguments.pop("limit"), arguments.pop(_TOKEN, None)
        after = None
        if token is not None:
            try:
                belongs, place = signer.loads(token)
            except (BadData, ValueError) as exc:
                raise InvalidToken from exc
            if belongs != bound(exchange):
                raise InvalidToken
            after = tuple(place)
        arguments["page"] = Page(limit=limit, after=after, offset=0)

    def close_page(exchange: Exchange, part: Slice) -> dict[str, Any]:
        body: dict[str, Any] = {"items": part.items}
        if part.next is not None:
            body["continuationToken"] = str(signer.dumps([bound(exchange), list(part.next)]))
        return body

    return open_page, close_page


def _limit_offset(_operation: Operation, _vault: Vault) -> tuple[Opener, Closer]:
    """`limit` and `offset`, answered with both and the exact `total`."""

    def open_page(exchange: Exchange) -> None:
        arguments = exchange.arguments
        arguments["page"] = Page(
            limit=arguments.pop("limit"), after=None, offset=arguments.pop("offset", 0)
        )

    def close_page(exchange: Exchange, part: Slice) -> dict[str, Any]:
        page = exchange.arguments["page"]
        return {
            "items": part.items,
            "limit": page.limit,
            "offset": page.offset,
            "total": part.total,
        }

    return open_page, close_page


def _pagination(_operation: Operation, _vault: Vault) -> tuple[Opener, Closer]:
    """`limit` and `offset`, answered beside the items with the exact `total` and the order in force."""
    open_page, _ = _limit_offset(_operation, _vault)

    def close_page(exchange: Exchange, part: Slice) -> dict[str, Any]:
        page, sort = exchange.arguments["page"], exchange.arguments.get("sort", ())
        place = {"limit": page.limit, "offset": page.offset, "total": part.total}
        return {"data": part.items, "pagination": place | {"sort": ",".join(sort)}}

    return open_page, close_page


def _chunk_id(_operation: Operation, _vault: Vault) -> tuple[Opener, Closer]:
    """`offset` (the last id) and `sliceSize`: the position is an item's id, so no insert or delete moves it.

    `after` has the id as a number. The last chunk has an `offset`, too: what is added later is behind it.
    """

    def open_page(exchange: Exchange) -> None:
        arguments = exchange.arguments
        limit, offset = arguments.pop("slice_size"), arguments.pop("offset", None)
        after = None if offset is None else (int(offset),)
        arguments["page"] = Page(limit=limit, after=after, offset=0)

    def close_page(exchange: Exchange, part: Slice) -> dict[str, Any]:
        body: dict[str, Any] = {"result": part.items}
        if part.next is not None:
            body["offset"] = str(part.next[0])
        elif part.items:
            body["offset"] = str(_id_of(part.items[-1]))
        elif exchange.arguments["page"].after is not None:
            body["offset"] = str(exchange.arguments["page"].after[0])
        body["hasNext"] = part.next is not None
        return body

    return open_page, close_page


def _id_of(item: dict[str, Any]) -> int:
    """An item's own number: its `id`, or the first of its properties that is some `…Id`."""
    name = "id" if "id" in item else next(name for name in item if name.endswith("Id"))
    return int(item[name])


def _chunk_count(_operation: Operation, _vault: Vault) -> tuple[Opener, Closer]:
    """`offset` (how many to skip) and `sliceSize`; the answer's `offset` is their sum."""

    def open_page(exchange: Exchange) -> None:
        arguments = exchange.arguments
        limit, offset = arguments.pop("slice_size"), arguments.pop("offset", 0)
        arguments["page"] = Page(limit=limit, after=None, offset=offset)

    def close_page(exchange: Exchange, part: Slice) -> dict[str, Any]:
        page = exchange.arguments["page"]
        offset = str(page.offset + page.limit)
        return {"result": part.items, "offset": offset, "hasNext": part.next is not None}

    return open_page, close_page


def _numbered(_operation: Operation, _vault: Vault) -> tuple[Opener, Closer]:
    """`page` and `per_page`; the other pages are told beside the items (`bind_links`)."""

    def open_page(exchange: Exchange) -> None:
        arguments = exchange.arguments
        limit = arguments.pop("per_page")
        offset = (arguments.pop("page") - 1) * limit
        arguments["page"] = Page(limit=limit, after=None, offset=offset)

    def close_page(_exchange: Exchange, part: Slice) -> list[Any]:
        return part.items

    return open_page, close_page


STYLES: Mapping[str, Callable[[Operation, Vault], tuple[Opener, Closer]]] = {
    "token": _token,
    "limit-offset": _limit_offset,
    "pagination": _pagination,
    "chunk-id": _chunk_id,
    "chunk-count": _chunk_count,
    "page": _numbered,
}


def bind(operation: Operation, vault: Vault) -> tuple[Opener, Closer] | None:
    """The two halves of the link (parameters to `page`, slice to envelope), or None without `paged`."""
    rule = operation.rules.paged
    return None if rule is None else STYLES[rule.style](operation, vault)
