"""Where the compiled plan is known to differ from Connexion's stock pipeline, and why the plan is right."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from compared import Difference, Seen, faults
from stock import Call

KEY_PREFIX = "charter_"
JSON_DEPTH = 64


def _right_media_type(call: Call) -> Call:
    merge = call.method == "PATCH"
    return call.with_headers(
        content_type="application/merge-patch+json" if merge else "application/json"
    )


def _content_type(call: Call) -> str:
    return call.header("content-type") or ""


def _believed_key(call: Call) -> Call:
    """Only the credential that the stock pipeline believes."""
    bearer, key = call.header("authorization") or "", call.header("x-api-key") or ""
    offered = [bearer.partition(" ")[2].strip(), key]
    right = min(offered, key=lambda text: (not text.startswith(KEY_PREFIX), len(text)))
    return call.with_headers(authorization=f"Bearer {right}", x_api_key=None)


def _two_keys(seen: Seen) -> bool:
    both = None not in (seen.call.header("authorization"), seen.call.header("x-api-key"))
    return both and seen.plan.status == 401 != seen.stock.status


def _malformed_type(seen: Seen) -> bool:
    essence = _content_type(seen.call).partition(";")[0]
    return seen.stock.status == 500 and bool(_content_type(seen.call)) and essence.count("/") != 1


def _capital_type(seen: Seen) -> bool:
    essence = _content_type(seen.call).partition(";")[0]
    return essence != essence.lower() and seen.plan.status != 415


def _not_utf8(seen: Seen) -> bool:
    try:
        seen.call.body.decode()
    except UnicodeDecodeError:
        return (seen.stock.status, seen.plan.status) == (500, 400)
    return False


def _deep(seen: Seen) -> bool:
    deep = seen.call.body.count(b"[") + seen.call.body.count(b"{") > JSON_DEPTH
    return deep and (
        seen.stock.status == 500 or faults(seen.plan) == [("body", "is nested too deeply")]
    )


def _without_token(call: Call) -> Call:
    path, _, query = call.target.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if name != "continuationToken"]
    return call.but(target=f"{path}?{urlencode(kept)}")


def _comma(seen: Seen) -> bool:
    return seen.plan.status == 200 and any(
        name == "label" and "," in value for name, value in parse_qsl(seen.call.query.decode())
    )


DIFFERENCES = (
    # ------------------------------------------------------------ routing
    Difference(
        "newline in the path",
        "Starlette does not match a newline, Flask does: nothing has checked the call then, and it ends in a 500",
        lambda seen: (
            "\n" in seen.call.path
            and seen.stock.status in (404, 500)
            and 400 <= seen.plan.status < 500
        ),
        lambda plain: plain["getKey"].but(target="/platform/v1/keys/a%0Ab"),
    ),
    Difference(
        "slashes",
        "Starlette and Werkzeug redirect where a slash is too many; the document describes no such answer",
        lambda seen: (
            seen.plan.status == 404 and (seen.stock.status in (307, 308) or "//" in seen.call.path)
        ),
        lambda plain: plain["listKeys"].but(target="/platform/v1/keys/"),
    ),
    Difference(
        "encoded slash",
        "`%2F` is data and no separator (RFC 3986, 2.2); Starlette and Flask decode the path before they split it",
        lambda seen: (
            "%2f" in seen.call.target.lower() and seen.stock.status in (307, 308, 404, 405)
        ),
        lambda plain: plain["getRequest"].but(target="/registry/v1/requests/a%2Fb"),
    ),
    Difference(
        "static path first",
        "a concrete path is matched before a templated one (OpenAPI 3.0.3, Paths Object), whatever its methods are",
        lambda seen: (
            seen.call.path == "/platform/v1/activations/confirm" and seen.plan.status == 405
        ),
        lambda plain: plain["getActivation"].but(target="/platform/v1/activations/confirm"),
    ),
    Difference(
        "OPTIONS",
        "Connexion refuses it with 405; RFC 9110, 9.3.7, wants the methods in `Allow`",
        lambda seen: (
            seen.call.method == "OPTIONS"
            and (seen.stock.status, seen.plan.status) == (405, 204)
            and "allow" in seen.plan.headers
        ),
        lambda plain: plain["getKey"].but(method="OPTIONS"),
    ),
    # ------------------------------------------------------------ the house's own, or before what Connexion does first
    Difference(
        "request id first",
        "a faulty request id is told before the credentials are judged: no record could be kept of the call",
        lambda seen: (
            seen.plan.status == 400
            and [at for at, _ in faults(seen.plan)] == ["header.X-Request-ID"]
        ),
        lambda plain: plain["getResource"].with_headers(
            x_request_id="a b", authorization="Bearer x"
        ),
        lambda call: call.with_headers(x_request_id="ok"),
    ),
    Difference(
        "two keys",
        "two different credentials in one call: Connexion takes whichever is right",
        _two_keys,
        lambda plain: plain["getKey"].with_headers(x_api_key="another"),
        _believed_key,
    ),
    Difference(
        "continuation token",
        "only tokens that this server has signed, for this query, are accepted",
        lambda seen: (
            seen.stock.status == 200
            and [at for at, _ in faults(seen.plan)] == ["query.continuationToken"]
        ),
        lambda plain: plain["listResources"].but(
            target="/registry/v1/resources?continuationToken=x"
        ),
        _without_token,
    ),
    Difference(
        "not modified",
        "`If-None-Match` is honoured by the rule `conditional`",
        lambda seen: (seen.stock.status, seen.plan.status) == (200, 304),
        lambda plain: plain["getResource"].with_headers(if_none_match="*"),
        lambda call: call.with_headers(if_none_match=None),
    ),
    Difference(
        "two idempotency keys",
        "one key under two of its names, with two values: nobody can say which one counts",
        lambda seen: any(text.startswith("has another value") for _, text in faults(seen.plan)),
        lambda plain: plain["createResource"].with_headers(
            idempotency_key="a", x_idempotency_key="b"
        ),
        lambda call: call.with_headers(
            x_idempotency_key=None, idempotency_key=None, idempotence_key="k"
        ),
    ),
    # ------------------------------------------------------------ media types
    Difference(
        "Accept",
        "Connexion never looks at it: 406 is not implemented",
        lambda seen: seen.plan.status == 406,
        lambda plain: plain["getKey"].with_headers(accept="text/html"),
        lambda call: call.with_headers(accept=None),
    ),
    Difference(
        "media type before parameters",
        "a call with both faults is told of its media type first",
        lambda seen: (seen.stock.status, seen.plan.status) == (400, 415),
        lambda plain: (
            plain["createKey"]
            .but(target="/platform/v1/keys?x=1")
            .with_headers(content_type="text/plain")
        ),
        _right_media_type,
    ),
    Difference(
        "charset",
        "JSON is UTF-8 (RFC 8259, 8.1); Connexion decodes it in any charset, and crashes at unknown ones",
        lambda seen: seen.plan.status == 415 and "charset" in _content_type(seen.call),
        lambda plain: plain["createKey"].with_headers(
            content_type="application/json; charset=latin-1"
        ),
        _right_media_type,
    ),
    Difference(
        "no media type",
        "where a body has none, Connexion guesses",
        lambda seen: (
            seen.plan.status == 415
            and bool(seen.call.body)
            and seen.call.header("content-type") is None
        ),
        lambda plain: plain["createKey"].with_headers(content_type=None),
        _right_media_type,
    ),
    Difference(
        "malformed media type",
        "a Content-Type that is not `a/b` is a 500, also where no body is expected",
        _malformed_type,
        lambda plain: plain["getKey"].with_headers(content_type=";"),
        _right_media_type,
    ),
    Difference(
        "capital media type",
        "`Application/JSON` skips Connexion's validation, and Flask does not parse it",
        _capital_type,
        lambda plain: (
            plain["createKey"].with_headers(content_type="Application/JSON").but(body=b'{"name":7}')
        ),
        lambda call: call.with_headers(content_type=_content_type(call).lower()),
    ),
    # ------------------------------------------------------------ bodies
    Difference(
        "chunked body",
        "Connexion takes a required body without Content-Length for none",
        lambda seen: seen.call.chunked and seen.stock.status == 400,
        lambda plain: plain["createKey"].but(chunked=True),
        lambda call: call.but(chunked=False),
    ),
    Difference(
        "body not in UTF-8",
        "a UnicodeDecodeError, and so a 500",
        _not_utf8,
        lambda plain: plain["createKey"].but(body=b'{"name":"\xff"}'),
    ),
    Difference(
        "deep body",
        "accepted, or a RecursionError and so a 500, also where no body is expected",
        _deep,
        lambda plain: plain["createResource"].but(body=b"[" * 3000),
    ),
    Difference(
        "name twice",
        "RFC 8259, 4: unpredictable; Python takes the last one",
        r"body names a property twice",
        lambda plain: plain["createKey"].but(
            body=b'{"name":"a","name":"b","scopes":["registry:read"]}'
        ),
    ),
    Difference(
        "no JSON",
        "NaN, Infinity and half a surrogate pair are not JSON in UTF-8 (RFC 8259, 6 and 8); Python takes them",
        r"body is not JSON in UTF-8",
        lambda plain: plain["createKey"].but(body=b'{"name":"\\ud800","scopes":["registry:read"]}'),
    ),
    Difference(
        "numbers that would change",
        "integers beyond 64 bits and numbers beyond a double (RFC 8259, 6: not interoperable)",
        r"body contains a(n integer beyond| number too large)",
        lambda plain: plain["createResource"].but(
            body=b'{"kind":"a","name":"b","attributes":{"n":1e999}}'
        ),
    ),
    Difference(
        "U+0000",
        "PostgreSQL cannot store it; refused wherever it stands",
        r"(body|query)\S* must not contain the character U\+0000",
        lambda plain: plain["createResource"].but(
            body=b'{"kind":"a","name":"b","attributes":{"n":"\\u0000"}}'
        ),
    ),
    Difference(
        "integers with a fraction of zero",
        "1 and 1.0 are one number (JSON Schema 2020-12, 6.1.1); for Draft 4 in Python they are not",
        lambda seen: (
            (seen.stock.status, seen.plan.status // 100) == (400, 2)
            and (b".0" in seen.call.body or b"E" in seen.call.body)
        ),
        lambda plain: plain["rotateKey"].but(body=b'{"overlapSeconds":1.0}'),
    ),
    # ------------------------------------------------------------ values
    Difference(
        "formats",
        "Draft 4 does not know `uuid`",
        r"(path|query|body)\.\S+ must be a uuid",
        lambda plain: plain["getResource"].but(target="/registry/v1/resources/x"),
    ),
    Difference(
        "end of a pattern",
        "Python's `$` matches before a last newline, ECMA 262's (which the document means) does not",
        r"(path|query|body)\.\S+ does not have the right form",
        lambda plain: plain["createResource"].but(body=b'{"kind":"sensor\\n","name":"b"}'),
    ),
    Difference(
        "integers as Python reads them",
        "`int` takes underscores, blanks, a plus and the digits of every script",
        r"query\.\S+ must be of type integer",
        lambda plain: plain["listKeys"].but(target="/platform/v1/keys?limit=1_0"),
    ),
    Difference(
        "parameter twice",
        "Connexion takes the last one silently",
        r"query\.\S+ is given more than once",
        lambda plain: plain["listKeys"].but(target="/platform/v1/keys?limit=5&limit=6"),
    ),
    Difference(
        "comma in a repeated parameter",
        "Connexion joins `a=1&a=2` by commas and splits again, and so breaks values with a comma",
        _comma,
        lambda plain: plain["listResources"].but(target="/registry/v1/resources?label=a:b,c:d"),
        lambda call: call.but(target=call.target.replace(",", ";").replace("%2C", ";")),
    ),
    Difference(
        "query not in UTF-8",
        "Starlette puts U+FFFD for what it cannot read",
        r"query must be percent-encoded UTF-8",
        lambda plain: plain["listResources"].but(target="/registry/v1/resources?name=%ff"),
    ),
)
