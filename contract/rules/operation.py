"""Rules on an operation: the promises declared next to it."""

from dataclasses import dataclass
from typing import Annotated, Literal

Importance = Literal["critical", "normal", "sheddable"]
FileType = Literal[
    "application/pdf", "image/gif", "image/heic", "image/jpeg", "image/png", "image/webp"
]
PagingStyle = Literal["token", "limit-offset", "chunk-id", "chunk-count", "pagination", "page"]


@dataclass(frozen=True)
class PageLimit:
    """`limit`: how many items a page has, and how many it may be asked for."""

    default: Annotated[int, {"minimum": 1}] = 20
    max: Annotated[int, {"minimum": 1}] = 100
    min: Annotated[int, {"minimum": 1}] = 1


@dataclass(frozen=True)
class Paged:
    """`paged`: the list is handed out in pages; write the answer as an array, its envelope is added."""

    style: PagingStyle
    limit: PageLimit = PageLimit()


@dataclass(frozen=True)
class Idempotent:
    """`idempotent`: with an idempotency key the operation runs at most once and its answer is replayed."""

    keep: Annotated[
        int | None, {"minimum": 1}, "Seconds to keep the answer; the API's own by default."
    ] = None


@dataclass(frozen=True)
class RateLimit:
    """`rate-limit`: at most `budget` calls per key every `per` seconds, instead of the API's own."""

    budget: Annotated[int, {"minimum": 1}]
    per: Annotated[int, {"minimum": 1}]


@dataclass(frozen=True)
class Conditional:
    """`conditional`: the answer carries an entity tag, and the caller can make the call depend on it."""

    etag: Annotated[
        str | None, "Property of the answer that changes with every change; the entity tag."
    ] = None
    match: Annotated[
        bool, "A write honours If-Match and is answered 412 when the tag has changed."
    ] = False


@dataclass(frozen=True)
class Upload:
    """`upload`: the body is multipart/form-data with one file, and at most one JSON part beside it."""

    types: Annotated[
        tuple[FileType, ...],
        {"minItems": 1, "uniqueItems": True},
        "What the file may be, judged by its first bytes; anything else is answered 415.",
    ]
    limit: Annotated[int, {"minimum": 1}, "Largest file in bytes; beyond it 413."] = 26_214_400
    required: Annotated[
        bool, "Without it the file may be left out; its part must say the same."
    ] = True
    picture: Annotated[
        bool, "The file is drawn anew, small and without metadata, before it is kept."
    ] = False


@dataclass(frozen=True)
class Select:
    """`select`: the caller chooses the parts of each item; the handler gets their names as a set."""

    parts: Annotated[
        tuple[Annotated[str, {"pattern": "^[A-Za-z][A-Za-z0-9]*(:[A-Za-z][A-Za-z0-9]*)?$"}], ...],
        {"minItems": 1, "uniqueItems": True},
        "Optional properties of an item; `A:B` is a part A that is shown as the property B.",
    ]
    default: Annotated[
        tuple[str, ...], {"uniqueItems": True}, "Parts that are there unless they are excluded."
    ] = ()


@dataclass(frozen=True)
class Sort:
    """`sort`: the caller chooses the order of the list; the handler gets the names in their order."""

    by: Annotated[
        tuple[Annotated[str, {"pattern": "^[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z][A-Za-z0-9]*)*$"}], ...],
        {"minItems": 1, "uniqueItems": True},
        "What the list can be ordered by; the caller puts a hyphen before a name for descending.",
    ]
    default: Annotated[
        tuple[str, ...], {"uniqueItems": True}, "The order when the caller names none."
    ] = ()


@dataclass(frozen=True)
class Sparse:
    """`sparse`: only the properties that are sent change, and null leaves a property as it is."""

    clears: Annotated[
        tuple[str, ...],
        {"uniqueItems": True},
        "Properties of format uuid that the zero UUID clears; the handler gets None.",
    ] = ()


@dataclass(frozen=True)
class Access:
    """`access`: the key needs the scope `<api>:<resource>:<mode>`, for everything or for one id."""

    resource: Annotated[str, {"pattern": "^[a-z][a-z0-9_]*$"}]
    mode: Annotated[Literal["read", "write"], "Who may write may read, too."]
    target: Annotated[
        str | None,
        "Path parameter that names the one; without it, the handler of a read gets as `visible`"
        " which ids may be shown, and a write needs the scope for everything.",
    ] = None


@dataclass(frozen=True)
class OperationRules:
    """`x-charter` on an operation."""

    scopes: Annotated[
        tuple[Annotated[str, {"pattern": "^[A-Za-z0-9_.:-]+(\\|[A-Za-z0-9_.:-]+)*$"}], ...],
        {"uniqueItems": True},
        "Scopes that the key must have, all of them; `A|B` is one that either satisfies.",
    ] = ()
    paged: Paged | None = None
    idempotent: Idempotent | None = None
    rate_limit: RateLimit | None = None
    importance: Annotated[Importance, "What is refused first when the server is overloaded."] = (
        "normal"
    )
    emits: Annotated[
        tuple[Annotated[str, {"pattern": "^[A-Za-z][A-Za-z0-9_.]*$"}], ...],
        {"uniqueItems": True},
        "Types of the events that the operation may write.",
    ] = ()
    errors: Annotated[
        tuple[Annotated[str, {"pattern": "^[a-z][a-z0-9_]*$"}], ...],
        {"uniqueItems": True},
        "Codes with which the operation refuses, beside those of the other rules.",
    ] = ()
    conditional: Conditional | None = None
    location: Annotated[
        str | None,
        "operationId to which `Location` of the 201 answer leads, by the link of that answer.",
    ] = None
    upload: Upload | None = None
    select: Select | None = None
    sort: Sort | None = None
    sparse: Sparse | None = None
    access: Access | None = None
    named: Annotated[
        str | None,
        {"pattern": "^[A-Za-z][A-Za-z0-9_]*$"},
        "Property that has the answer, where the API's envelope is `named`.",
    ] = None
    brief: Annotated[bool, "The work is so short that it may run on the event loop."] = False
