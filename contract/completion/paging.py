"""The styles of paging: what each asks for, and the envelope in which it answers."""

from collections.abc import Callable
from typing import Any, NamedTuple

from contract.rules import Paged

Json = dict[str, Any]


class Style(NamedTuple):
    """One style; a new one is three functions, its error codes and a line in `STYLES`."""

    parameters: Callable[[Paged], list[Json]]
    envelope: Callable[[Paged, Json], Json]
    example: Callable[[Paged, list[Any]], Any]
    codes: tuple[str, ...] = ()


def _limit(rule: Paged) -> Json:
    limit = rule.limit
    schema = {
        "type": "integer",
        "minimum": limit.min,
        "maximum": limit.max,
        "default": limit.default,
    }
    description = f"How many items a page has at most; {limit.default} when left out."
    return _query("limit", description, schema, example=limit.default)


def _query(name: str, description: str, schema: Json, **example: object) -> Json:
    fixed = {"name": name, "in": "query", "required": False}
    return {**fixed, "description": description, "schema": schema, **example}


def _items(rule: Paged, array: Json) -> Json:
    return array | {"description": "The items of this page.", "maxItems": rule.limit.max}


def _token_parameters(rule: Paged) -> list[Json]:
    description = (
        "The `continuationToken` of the page before; leave it out for the first page. It belongs to"
        " the same query: the other parameters must not change."
    )  # and no example: none that is made up could ever be valid
    return [_limit(rule), _query("continuationToken", description, _CONTINUATION)]


def _token_envelope(rule: Paged, array: Json) -> Json:
    token = _CONTINUATION | {
        "description": "Leads to the next page; absent on the last one.",
        "example": _SOME,
    }
    return {
        "description": "One page of a list.",
        "type": "object",
        "required": ["items"],
        "properties": {"items": _items(rule, array), "continuationToken": token},
    }


def _token_example(_rule: Paged, items: list[Any]) -> Json:
    return {"items": items, "continuationToken": _SOME}


_SOME = "eyJhZnRlciI6WyIwMTkzNTI3MCJdfQ.Zz8x1A"
_CONTINUATION: Json = {
    "type": "string",
    "format": "continuation-token",
    "minLength": 1,
    "maxLength": 2048,
    "pattern": "^[A-Za-z0-9._~-]+$",
}


def _offset_parameters(rule: Paged) -> list[Json]:
    schema = {"type": "integer", "minimum": 0, "maximum": 2_147_483_647, "default": 0}
    return [
        _limit(rule),
        _query("offset", "How many items to skip.", schema, example=rule.limit.default),
    ]


def _offset_envelope(rule: Paged, array: Json) -> Json:
    def number(description: str, minimum: int, example: int) -> Json:
        return {
            "description": description,
            "type": "integer",
            "minimum": minimum,
            "example": example,
        }

    return {
        "description": "One page of a list.",
        "type": "object",
        "required": ["items", "limit", "offset", "total"],
        "properties": {
            "items": _items(rule, array),
            "limit": number("The limit of this page.", rule.limit.min, rule.limit.default),
            "offset": number("How many items come before this page.", 0, 0),
            "total": number("How many items there are in all.", 0, 1),
        },
    }


def _offset_example(rule: Paged, items: list[Any]) -> Json:
    return {"items": items, "limit": rule.limit.default, "offset": 0, "total": len(items)}


def _slice_size(rule: Paged) -> Json:
    limit = rule.limit
    description = (
        f"How many items a chunk has at most, {limit.min} to {limit.max};"
        f" {limit.default} when left out."
    )
    return _limit(rule) | {"name": "sliceSize", "description": description}


def _chunk_id_parameters(rule: Paged) -> list[Json]:
    description = (
        "The `offset` of the chunk before; leave it out for the first chunk. Nothing is repeated or"
        " skipped, whatever is added or removed in the meantime."
    )
    schema = {"type": "string", "pattern": "^[0-9]{1,18}$"}
    return [_query("offset", description, schema, example="1042"), _slice_size(rule)]


def _chunk_count_parameters(rule: Paged) -> list[Json]:
    schema = {"type": "integer", "minimum": 0, "maximum": 2_147_483_647, "default": 0}
    description = "The `offset` of the chunk before: how many items to skip."
    return [_query("offset", description, schema, example=0), _slice_size(rule)]


def _chunk_envelope(rule: Paged, array: Json) -> Json:
    return {
        "description": "One chunk of a list.",
        "type": "object",
        "required": ["result", "hasNext"],
        "properties": {
            "result": array
            | {"description": "The items of this chunk.", "maxItems": rule.limit.max},
            "offset": {
                "description": "Send it back for the next chunk. Absent when the list is empty.",
                "type": "string",
                "pattern": "^[0-9]{1,18}$",
                "example": "1042",
            },
            "hasNext": {
                "description": "Whether there are more items.",
                "type": "boolean",
                "example": False,
            },
        },
    }


def _chunk_example(_rule: Paged, items: list[Any]) -> Json:
    return {"result": items, "offset": "1042", "hasNext": False}


def _pagination_envelope(rule: Paged, array: Json) -> Json:
    place = _offset_envelope(rule, array)["properties"]
    sort = {
        "description": "The order of the list, as `sort` says it; empty where it is only by id.",
        "type": "string",
        "example": "-date",
    }
    numbers = {name: place[name] for name in ("limit", "offset", "total")}
    return {
        "description": "One page of a list.",
        "type": "object",
        "required": ["data", "pagination"],
        "properties": {
            "data": place["items"],
            "pagination": {
                "description": "Which part of the list this is.",
                "type": "object",
                "required": [*numbers, "sort"],
                "properties": numbers | {"sort": sort},
            },
        },
    }


def _pagination_example(rule: Paged, items: list[Any]) -> Json:
    place = _offset_example(rule, items)
    return {"data": place.pop("items"), "pagination": place | {"sort": ""}}


LAST_PAGE = 1_000_000
"""The last that can be asked for."""


def _page_parameters(rule: Paged) -> list[Json]:
    schema = {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1}
    page = _query("page", "Which page; the first is 1.", schema, example=1)
    return [page, _limit(rule) | {"name": "per_page"}]


STYLES: dict[str, Style] = {
    "token": Style(_token_parameters, _token_envelope, _token_example, ("invalid_token",)),
    "limit-offset": Style(_offset_parameters, _offset_envelope, _offset_example),
    "pagination": Style(_offset_parameters, _pagination_envelope, _pagination_example),
    "chunk-id": Style(_chunk_id_parameters, _chunk_envelope, _chunk_example),
    "page": Style(_page_parameters, _items, lambda _rule, items: items),
    "chunk-count": Style(_chunk_count_parameters, _chunk_envelope, _chunk_example),
}
