"""Rules on a tag: the style in which one API keeps its promises."""

from dataclasses import dataclass
from typing import Annotated, Literal

ErrorStyle = Literal["problem", "itemized", "studio", "practice", "titled"]

LanguageTag = Annotated[str, {"pattern": "^[a-z]{2,3}(-[A-Z]{2})?$"}]

HeaderName = Annotated[str, {"pattern": "^[A-Za-z0-9-]+$"}]


@dataclass(frozen=True)
class RequestId:
    """`request-id`: the caller's name for a call, said back on every answer."""

    header: HeaderName = "X-Request-ID"
    required: Annotated[bool, "A call without one is answered 400."] = False
    unique: Annotated[
        bool, "A second call of the organization with the same id is answered 409."
    ] = False


@dataclass(frozen=True)
class IdempotencyKey:
    """`idempotency-key`: how callers of this API name a write that must happen at most once."""

    headers: Annotated[
        tuple[HeaderName, ...],
        {"minItems": 1, "uniqueItems": True},
        "Names of one and the same header; the first is the one to recommend.",
    ] = ("Idempotency-Key",)
    keep: Annotated[int, {"minimum": 1}, "Seconds for which the stored answer is replayed."] = (
        86_400
    )


@dataclass(frozen=True)
class LimitedApi:
    """`rate-limit` of an API: each operation and key has this budget of its own."""

    budget: Annotated[int, {"minimum": 1}, "Calls per window."]
    per: Annotated[int, {"minimum": 1}, "Length of the window in seconds."]
    headers: Annotated[
        Literal["x-ratelimit", "ratelimit", "none"],
        "`x-ratelimit`: X-RateLimit-Limit, -Remaining, -Reset; `ratelimit`: those of the IETF draft.",
    ] = "x-ratelimit"
    window: Annotated[
        Literal["fixed", "next"],
        "`fixed`: refused until the window ends; `next`: also during the whole window that follows.",
    ] = "fixed"


@dataclass(frozen=True)
class Languages:
    """`languages`: errors are told in the language that the caller prefers (`Accept-Language`)."""

    offered: Annotated[
        tuple[LanguageTag, ...],
        {"minItems": 1, "uniqueItems": True},
        "Languages, and variants of them: de, de-CH. A variant that is not here means its language.",
    ]
    default: Annotated[LanguageTag, "For callers who want none of them."] = "en"


@dataclass(frozen=True)
class Audit:
    """`audit`: every call is recorded with its request id, its effect and its outcome."""

    keep_days: Annotated[int, {"minimum": 1}, "Days for which a record can be asked for."] = 90


@dataclass(frozen=True)
class Trace:
    """`trace`: every answer names the call's trace, by which the log, the audit and errors know it."""

    header: HeaderName = "X-Trace-ID"


@dataclass(frozen=True)
class Credentials:
    """`credentials`: how callers are told that they sent no key, or one that is no good."""

    invalid: Annotated[
        Literal[401, 403],
        "Status for a key that is unknown, revoked or expired; none at all is 401.",
    ] = 401


@dataclass(frozen=True)
class Lockout:
    """`lockout`: who sends wrong keys is locked out of this API, by address and key together."""

    failures: Annotated[int, {"minimum": 1}, "Wrong keys in one window that lock out."] = 5
    per: Annotated[int, {"minimum": 1}, "Length of the window in seconds."] = 60
    locked: Annotated[
        int, {"minimum": 1}, "Seconds of the first lock; each next is twice as long."
    ] = 60
    longest: Annotated[int, {"minimum": 1}, "Seconds that no lock is longer than."] = 900


@dataclass(frozen=True)
class ActingUser:
    """`acting-user`: the header in which a caller names the user for whom it calls."""

    header: HeaderName


@dataclass(frozen=True)
class ApiRules:
    """`x-charter` on a tag; the tag is an API because it has one."""

    base: Annotated[
        str, {"pattern": "^(/[A-Za-z0-9._-]+)+$"}, "Path under which the API's operations lie."
    ]
    errors: Annotated[ErrorStyle, "Shape of every error of this API."] = "problem"
    request_id: RequestId | None = None
    idempotency_key: IdempotencyKey | None = None
    rate_limit: LimitedApi | None = None
    head: Annotated[
        Literal["get", "credentials"],
        "`get`: HEAD answers like GET without the body; `credentials`: HEAD checks only the key.",
    ] = "get"
    audit: Audit | None = None
    languages: Languages | None = None
    trace: Trace | None = None
    credentials: Credentials = Credentials()
    envelope: Annotated[
        Literal["data", "named"] | None,
        "Every JSON answer is an object with the property `data`, or with one that its operation"
        " names (`named`) and `_links`; write the answer without it.",
    ] = None
    acting_user: ActingUser | None = None
    alias: Annotated[
        str | None,
        {"pattern": "^(/[A-Za-z0-9._-]+)+$"},
        "Second path under which the same operations lie.",
    ] = None
    pretty: Annotated[
        bool, "Every operation has the query parameter `pretty`, which indents the answer."
    ] = False
    lockout: Lockout | None = None
    bodiless: Annotated[
        Literal["content-length"] | None,
        "A POST or PUT over HTTP/1.1 without a body must say so with `Content-Length: 0`.",
    ] = None
