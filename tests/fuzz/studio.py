"""In calls of the studio, numbers that nobody has become numbers of things that are there, and text becomes files."""

from __future__ import annotations

import contextlib
import io
import json
import re
import urllib.request
from datetime import datetime
from typing import Any

from PIL import Image
from schemathesis.transport.serialization import Binary

Given = dict[str, Any]
MOST = 2**63 - 1
SIGNED = re.compile(r"[A-Za-z0-9._~-]{1,4000}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")
HOUR = {"startDateTime": "2027-01-11T10:00:00+01:00", "endDateTime": "2027-01-11T11:00:00+01:00"}
TEXTS = {
    "startDate": re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])"),
    "temporalUnit": re.compile("DAY|WEEK|MONTH"),
}
"""What else is taken from a good call where it is well-formed: when a contract can rest."""
IDENTIFIERS = frozenset({"cardNumber", "customerNumber", "barcode", "pin", "qrCodeUuid"})
IN_LISTS = ("employeeId", "additionalInformationFieldId")
"""Numbers that stand in lists of a body."""


def _picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(kept, "PNG")
    return kept.getvalue()


PDF = b"%PDF-1.7 and so on, for more than thirty-two bytes"
FILES = {"file": Binary(PDF), "document": Binary(PDF), "image": Binary(_picture())}
"""Good files by the names of the parts that they are sent in."""


class Things:
    """What was made before the run: `path`, `query` and `body` of good calls, by operation."""

    def __init__(self, sets: dict[str, list[Given]]) -> None:
        self._sets = sets
        self._used: dict[str, int] = {}
        self._lists: dict[str, list[int]] = {name: [] for name in IN_LISTS}
        for given in (given for all_of in sets.values() for given in all_of):
            self._collect(given["body"])

    def in_address(self, operation: str, case: Any, *, negative: bool) -> None:
        """Put the next set into path and query, where they are well-formed and lead nowhere.

        Whoever is looked up by one identifier is not looked up by all that a schema lets through.
        """
        given = self._next(operation)
        path, query = case.path_parameters, case.query
        if path and given["path"] and all(_is_id(path.get(name)) for name in given["path"]):
            case.path_parameters = {**path, **given["path"]}
        if not query or negative:
            return
        asked = IDENTIFIERS.intersection(query)
        if asked and IDENTIFIERS.intersection(given["query"]):
            kept = {name: query[name] for name in query if name == "status"}
            case.query = {**kept, **given["query"]}
        elif all(_is_number(query.get(name)) for name in given["query"]):
            case.query = {**query, **given["query"]}

    def in_body(self, operation: str, case: Any) -> None:
        """Put a set into the body: always the same one for the same numbers, so that scenarios can be repeated."""
        body = case.body
        if isinstance(body, dict):
            sets = self._sets.get(operation, [])
            wanted = body.get("data", body)
            if sets and isinstance(wanted, dict) and sets[0]["body"]:
                own = sets[_seed(wanted) % len(sets)]["body"]
                if isinstance(own, dict):  # and not a list, for which an object was made on purpose
                    _put(own.get("data", own), wanted)
            if operation == "updateAdditionalField" and isinstance(body.get("options"), list):
                del body["options"]  # what was made is a text
        self._in_lists(case.body)

    def _next(self, operation: str) -> Given:
        sets = self._sets.get(operation) or [{"path": {}, "query": {}, "body": None}]
        turn = self._used.get(operation, 0)
        self._used[operation] = turn + 1
        return sets[turn % len(sets)]

    def _collect(self, body: Any) -> None:
        for name, value in _members(body):
            if name in self._lists and value not in self._lists[name]:
                self._lists[name].append(value)

    def _in_lists(self, body: Any) -> None:
        """Each number of a list becomes another one that is there."""
        for number, item in enumerate(body if isinstance(body, list) else ()):
            for name, there in self._lists.items():
                if isinstance(item, dict) and _is_number(item.get(name)) and number < len(there):
                    item[name] = there[number]
        for value in body.values() if isinstance(body, dict) else ():
            self._in_lists(value)


def put_files(case: Any) -> None:
    """Put a file wherever the body has text for one.

    Schemathesis cannot judge a body with bytes, and would from now on call it invalid: it is told to judge the call
    as it was made.
    """
    body = case.body
    for name in FILES.keys() & body.keys() if isinstance(body, dict) else ():
        if isinstance(body[name], (str, bytes)):
            body[name] = FILES[name]
    case._record_starting_state()


def let_rest(response: Any, rules: Any) -> None:
    """Put back what the settings allowed: whatever else they allow, most contracts could not rest any more."""
    change = urllib.request.Request(
        response.request.url,
        json.dumps({"idlePeriods": rules}).encode(),
        {
            "Authorization": response.request.headers["Authorization"],
            "Content-Type": "application/json",
        },
        method="PUT",
    )
    with urllib.request.urlopen(change, timeout=30):
        pass


def put_hour(body: Any) -> None:
    """Let an end that is not after its beginning be one, an hour later; no schema can say so."""
    times = [body.get(name) for name in HOUR] if isinstance(body, dict) else []
    if times and all(isinstance(one, str) and MOMENT.fullmatch(one) for one in times):
        with contextlib.suppress(ValueError):  # the thirteenth month
            start, end = (datetime.fromisoformat(one.upper()) for one in times)
            if start >= end:
                body.update(HOUR)


def _put(own: Any, wanted: dict[str, Any]) -> None:
    for name, value in own.items():
        if _fits(name, wanted.get(name), value):
            wanted[name] = _first_of_month(wanted[name]) if name == "startDate" else value


def _first_of_month(day: str) -> str:
    """A first day to come, another one for another month: a contract rests once at a time."""
    return f"{2028 + int(day[2:4]) % 70}-{day[5:7]}-01"


def _fits(name: str, there: Any, value: Any) -> bool:
    """Whether what is there is well-formed, and of the kind of the value."""
    if isinstance(value, str):
        return name in TEXTS and isinstance(there, str) and bool(TEXTS[name].fullmatch(there))
    numbers = _is_number(there) and _is_number(value)
    return numbers or (_are_numbers(there) and _are_numbers(value))


def _seed(wanted: dict[str, Any]) -> int:
    return sum(value for value in wanted.values() if _is_number(value))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST


def _are_numbers(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_number, value))


def _is_id(value: Any) -> bool:
    """A number, or what is in the address of a file."""
    return _is_number(value) or (isinstance(value, str) and SIGNED.fullmatch(value) is not None)


def _members(body: Any) -> list[tuple[str, Any]]:
    if isinstance(body, list):
        return [pair for item in body for pair in _members(item)]
    if not isinstance(body, dict):
        return []
    return [*body.items(), *(pair for value in body.values() for pair in _members(value))]
