"""Calls from the document's examples, and what can be strange about their paths, queries, headers and bodies."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from hypothesis import strategies as st
from stock import Call

from contract.facts import Contract, Operation

# fmt: off
INTEGERS = [
    "5", "0", "-1", "007", "+5", " 5", "5 ", "1_0", "\uff11\uff10", "\u0663", "5.0", "1e1", "", "101",
    "9" * 30, "-0", "true",
]
TEXTS = [
    "", "a", "a:b", "a,b", "a:b,c:d", "x" * 70, "x" * 400, "null", "%00", "é", "日", " ", "a\nb",
    "a\n", "\n", "\x7f", "-name", "0",
]
MOMENTS = [
    "2026-11-22T00:00:00Z", "2026-11-22T00:00:00+01:00", "2026-11-22 00:00:00Z", "2026-11-22",
    "2026-13-01T00:00:00Z", "now", "2026-11-22t00:00:00z",
]
UUIDS = [
    "01935270-8c3a-7c6e-9a53-0d2f6b1c4e77", "01935270-8C3A-7C6E-9A53-0D2F6B1C4E77",
    "019352708c3a7c6e9a530d2f6b1c4e77", "{01935270-8c3a-7c6e-9a53-0d2f6b1c4e77}", "x",
]
QUERIES = [
    "%ff", "a=%ff", "limit=%zz", "&&", "=", "=x", "limit", "limit=5;offset=1", "%6Cimit=5",
    "limit[]=5", "label[a]=b", "label=a%3Ab&label=c%3Ad", "LIMIT=5", "limit=5&limit=6",
    "limit=6&limit=", "unknown=1", "kind=a+b", "name=%00", "name=a%0A", "body=1", "session=1",
    "tenant=x", "user=x", "token_info=1", "page=2",
]
PATHS = [
    "%0A", "/", "//", "%2F", "%00", "%20", ".", "/..", "%FF", ";a=b", "%3F", "é",
]
CONTENT_TYPES = [
    None, "", "application/json", "Application/JSON", "APPLICATION/MERGE-PATCH+JSON",
    "application/json; charset=utf-8", 'application/json;charset="UTF-8"',
    "application/json; charset=latin-1", "application/json; charset=utf-16",
    "application/json; charset=nonsense", "application/json;",
    "application/json; q=1; charset=utf8", "application/merge-patch+json",
    "application/problem+json", "text/plain", "text/json", "*/*", "application/*", "json",
    "application/x-www-form-urlencoded", "multipart/form-data",
    "multipart/form-data; boundary=x", "application/json, text/plain", "application", "/", ";",
]
ACCEPTS = [
    None, "", "*/*", "application/json", "Application/JSON", "text/html",
    "text/html, */*;q=0.1", "application/*", "*/*;q=0", "application/json;q=0",
    "application/json;q=x", "application/problem+json", "nonsense", ",",
    "application/json;version=2",
]
TAGS = [
    None, "", "*", '"3"', 'W/"3"', '"3", "4"', "3", '"', '"3",', 'w/"3"', '""',
]
IDS = [
    None, "", "ok", "a b", "x" * 64, "x" * 65, "é", "a,b", " ok ",
]
BODIES = [
    b"", b" ", b"null", b"true", b"0", b'""', b"[]", b"{}", b"{", b'{"a":', b"\xff", b'"\xff"',
    b"\xef\xbb\xbf{}", "{}".encode("utf-16"), b"NaN", b"[Infinity]",
    b'{"attributes":' + b'{"a":' * 90 + b"1" + b"}" * 91, b"[" * 3000,
    b'{"kind":"a","kind":"b"}', b"{} {}", b"{'a':1}", b"// c\n{}", b"\x00",
    b'{"name":"\\u0000"}', b'{"name":"\\ud800"}', b'{"a":1e999}', b'{"a":' + b"9" * 40 + b"}",
    b"a=b&c=d", b"\n{}\n",
]
MARK = "@@"
RAW = [
    b'"\\u0000"', b'"\\ud800"', b"NaN", b"-Infinity", b"1e999", b"9" * 40, b'{"a":1,"a":2}',
    b'{"a":{"b":1,"b":1}}', b"[" * 70 + b"]" * 70, b"1.0", b"1E2", b"-0", b"01", b'"\\x"',
    b'"a\nb"', b'"\xff"', b'"\\ud83d\\ude00"', b'"\\n"',
]
LEAVES = [
    None, True, False, 0, 1, -1, 1.0, 1.5, 10**18, "", "a", "a\n", "x" * 70, "x" * 5000, "é",
    [], [1], ["a"], ["a", "a"], {}, {"a": 1}, {"a": "b"}, {"a": None}, {"": "x"},
    "2026-11-22T00:00:00Z", "now", "00000000-0000-0000-0000-000000000000", "a@b",
    "a@example.com", "io.example.acme", "*", ["*"], ["registry:read"], 2**63 - 1, -(2**63),
]
# fmt: on


def plain(
    contract: Contract, operation: Operation, key: str, *, optional: bool = True
) -> Iterator[Call]:
    """The calls that the document's examples make; with `optional` parameters or only required ones."""
    parameters = [contract.resolve(item) for item in operation.definition.get("parameters", ())]
    path, query, headers = operation.path, [], [("authorization", f"Bearer {key}")]
    for item in parameters:
        if not (item.get("required") or optional):
            continue
        if item["in"] == "path":
            path = path.replace(f"{{{item['name']}}}", quote(str(item["example"]), safe=""))
        elif item["in"] == "query" and item["name"] != "continuationToken":
            query.append((item["name"], item["example"]))
        elif item["in"] == "header" and item.get("required"):
            headers.append((item["name"].lower(), str(item["example"])))
    target = path + (f"?{urlencode(query, doseq=True)}" if query else "")
    for media, body in bodies(contract, operation):
        typed = [("content-type", media)] if media else []
        yield Call(operation.method.upper(), target, (*headers, *typed), body)


def bodies(contract: Contract, operation: Operation) -> Iterator[tuple[str | None, bytes]]:
    content = operation.definition.get("requestBody", {}).get("content", {})
    if not content:
        yield None, b""
    for media, described in content.items():
        for example in described["examples"].values():
            yield media, orjson.dumps(contract.resolve(example)["value"])


def strange(contract: Contract, key: str) -> st.SearchStrategy[Call]:
    """Calls of any operation with up to four strange things about each."""
    bases = [
        call
        for operation in contract.operations.values()
        for optional in (True, False)
        for call in plain(contract, operation, key, optional=optional)
    ]
    twist = st.one_of(_in_method(), _in_path(), _in_query(), _in_headers(key), _in_body())
    return st.builds(_twisted, st.sampled_from(bases), st.lists(twist, max_size=4))


def _twisted(call: Call, twists: list[Any]) -> Call:
    for twist in twists:
        call = twist(call)
    return call


def _in_method() -> st.SearchStrategy[Any]:
    methods = [
        "GET",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "HEAD",
        "OPTIONS",
        "TRACE",
        "QUERY",
        "get",
        "",
    ]
    return st.sampled_from(methods).map(
        lambda method: lambda call: call.but(method=method or call.method)
    )


def _in_path() -> st.SearchStrategy[Any]:
    def twist(where: int, text: str) -> Any:
        def twisted(call: Call) -> Call:
            path, mark, query = call.target.partition("?")
            parts = path.split("/")
            at = where % len(parts) or 1
            parts[at] = (
                quote(text, safe="/%;.?") if where % 2 else parts[at] + quote(text, safe="/%;.?")
            )
            return call.but(target="/".join(parts).replace("?", "%3F") + mark + query)

        return twisted

    return st.builds(
        twist, st.integers(1, 12), st.sampled_from(PATHS + UUIDS + TEXTS + ["resources", "confirm"])
    )


def _in_query() -> st.SearchStrategy[Any]:
    values = st.sampled_from(INTEGERS + TEXTS + MOMENTS + UUIDS)

    def given(where: int, value: str, *, again: bool) -> Any:
        """Another value for one of the parameters that stand in the call, or a further one."""

        def twisted(call: Call) -> Call:
            path, _, query = call.target.partition("?")
            pairs = [pair for pair in query.split("&") if pair]
            if not pairs:
                return call
            at = where % len(pairs)
            pair = urlencode({pairs[at].partition("=")[0]: value})
            pairs[at : at if again else at + 1] = [pair]
            return call.but(target=f"{path}?{'&'.join(pairs)}")

        return twisted

    def added(text: str) -> Any:
        def twisted(call: Call) -> Call:
            mark = "&" if "?" in call.target else "?"
            return call.but(target=f"{call.target}{mark}{text}")

        return twisted

    def replaced(text: str) -> Any:
        return lambda call: call.but(target=f"{call.target.partition('?')[0]}?{text}")

    return st.one_of(
        st.builds(given, st.integers(0, 9), values, again=st.just(False)),
        st.builds(given, st.integers(0, 9), values, again=st.booleans()),
        st.sampled_from(QUERIES).map(added),
        st.sampled_from(QUERIES).map(replaced),
    )


def _in_headers(key: str) -> st.SearchStrategy[Any]:
    keys = [
        None,
        "",
        key,
        f"Bearer {key}",
        f"bearer  {key}",
        f"Bearer {key}x",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        f"Bearer{key}",
        "é",
        f"Bearer {key} x",
    ]
    pools = {
        "content_type": CONTENT_TYPES,
        "accept": ACCEPTS,
        "authorization": keys,
        "x_api_key": keys,
        "x_request_id": IDS,
        "if_match": TAGS,
        "if_none_match": TAGS,
        "idempotency_key": IDS,
        "x_idempotency_key": IDS,
        "content_encoding": ["gzip"],
        "cookie": ["a=b", "é", "a"],
        "expect": ["100-continue"],
        "x_http_method_override": ["DELETE"],
    }
    choice = st.sampled_from([(name, value) for name, pool in pools.items() for value in pool])
    return choice.map(lambda pair: lambda call: call.with_headers(**dict([pair])))


def _in_body() -> st.SearchStrategy[Any]:
    def whole(body: bytes) -> Any:
        return lambda call: call.but(body=body)

    def cut(share: int) -> Any:
        return lambda call: call.but(body=call.body[: len(call.body) * share // 16])

    def chunked(call: Call) -> Call:
        return call.but(chunked=True)

    def leaf(where: int, value: Any) -> Any:
        return lambda call: call.but(body=_changed(call.body, where, value))

    def raw(where: int, text: bytes) -> Any:
        def twisted(call: Call) -> Call:
            return call.but(body=_changed(call.body, where * 6, MARK).replace(b'"@@"', text))

        return twisted

    return st.one_of(
        st.builds(raw, st.integers(0, 9), st.sampled_from(RAW)),
        st.sampled_from(BODIES).map(whole),
        st.integers(0, 15).map(cut),
        st.just(chunked),
        st.builds(leaf, st.integers(0, 40), st.sampled_from(LEAVES)),
        st.builds(leaf, st.integers(0, 40), st.sampled_from(LEAVES)),
    )


def _changed(body: bytes, where: int, value: Any) -> bytes:
    """A JSON body with one of its values replaced; every sixth time an unknown name is added instead."""
    try:
        whole = copy.deepcopy(orjson.loads(body))
    except orjson.JSONDecodeError:
        return body
    if not isinstance(whole, dict):
        return body
    if where % 6 == 5 or not whole:
        return orjson.dumps(whole | {"unknown": value})
    places = list(_places(whole))
    holder, name = places[where % len(places)]
    if where % 6 == 4:
        del holder[name]
    else:
        holder[name] = value
    return orjson.dumps(whole)


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for name, value in pairs:
        yield node, name
        if isinstance(value, (dict, list)):
            yield from _places(value)
