"""In calls of the practice, ids that nobody has become ids of things that are there and belong together."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
Done = Callable[..., Any]
"""Carries out a good call of an operation, with this body, and gives its `data`."""

ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
NOBODY = "00000000-0000-0000-0000-000000000000"
DAY = re.compile(r"(19|20|21)\d\d-\d\d-\d\d")
CODE = re.compile(r"[!-~]{1,20}")
CODES = {"activityCode": "A103", "taskCode": "L120", "expenseCode": "E112"}
DECIMALS = {"amount": 2, "rate": 2, "hours": 4}
"""As many as a number can have; no schema of this version says so."""
BILLING = ("billable", "nonBillable", "fixedFee", None)
ACTING = "x-practice-userid"
HOUSES = 4
"""Sets of things that belong together: a client, a matter, a user and so on."""
TO_BILL = 250
"""Matters with something to bill, each of which an invoice uses up."""
WORK = {"date": "2026-11-22", "description": "Draft the lease.", "hours": 2, "rate": 200}
NOVEMBER = {"startDate": "2026-11-01", "endDate": "2026-11-30"}


def made(done: Done) -> Json:
    """What a firm must have before the run: houses, custom fields, and matters to bill."""
    houses = [_house(done) for _ in range(HOUSES)]
    fields = {
        entity: done("CreateCustomField", {"entity": entity, "valueType": "text", "options": None})
        for entity in ("client", "matter", "user")
    }
    return {
        "houses": houses,
        "fields": {entity: field["id"] for entity, field in fields.items()},
        "to_bill": [_to_bill(done, houses[number % HOUSES]) for number in range(TO_BILL)],
    }


def _house(done: Done) -> Json:
    user = done("CreateUser")["userId"]
    area = done("CreatePracticeArea")["practiceAreaId"]
    client = done("CreateClient")["clientId"]
    whose = {"clientId": client, "responsibleId": user, "practiceAreaId": area}
    matter = done("CreateMatter", whose)["matterId"]
    fee = done("CreateFixedFee", {"matterId": matter, "userId": user})["fixedFeeId"]
    return whose | {
        "matterId": matter,
        "userId": user,
        "originatorId": user,
        "fixedFeeId": fee,
    }


def _to_bill(done: Done, house: Json) -> str:
    whose = {name: house[name] for name in ("clientId", "responsibleId")}
    matter = str(done("CreateMatter", whose)["matterId"])
    done("CreateTimeEntry", WORK | {"matterId": matter, "userId": house["userId"]})
    return matter


class Firm:
    """What was made before the run."""

    def __init__(self, given: Json) -> None:
        self._houses: list[Json] = given.get("houses", [])
        self._fields: dict[str, str] = given.get("fields", {})
        self._to_bill: Iterator[str] = itertools.cycle(given.get("to_bill", []))

    def acts(self, case: Any) -> None:
        """Call for a user who is there, where the call names one at all."""
        for name in case.headers or ():
            if name.lower() == ACTING and _is_id(case.headers[name]) and self._houses:
                case.headers[name] = self._house(case.headers[name])["userId"]

    def in_query(self, query: Json | None) -> None:
        for name, value in (query or {}).items():
            house = self._house(value) if self._houses else {}
            if query and name in house and _is_id(value):
                query[name] = house[name]

    def in_body(self, operation: str, body: Any) -> None:
        """Always of the same house for the same body, so that scenarios can be repeated."""
        if not self._houses or not isinstance(body, dict):
            return
        house = self._house(body)
        for name, value in body.items():
            if name in house and _is_id(value):
                body[name] = house[name]
            elif name in CODES and isinstance(value, str) and CODE.fullmatch(value):
                body[name] = CODES[name]
            elif name in DECIMALS and isinstance(value, float):
                body[name] = round(value, DECIMALS[name])
        self._note(operation, body.get("customFields"))
        if operation in ("CreateTimeEntry", "UpdateTimeEntry"):
            self._price(body, house)
        if operation == "CreateInvoice":
            self._bill(body)

    def _house(self, value: Any) -> Json:
        return self._houses[zlib.crc32(repr(value).encode()) % len(self._houses)]

    def _note(self, operation: str, noted: Any) -> None:
        """A field can be named once, and has its value as a text."""
        field = self._fields.get(operation.removeprefix("Create").removeprefix("Update").lower())
        first = noted[0] if isinstance(noted, list) and noted else None
        if field is not None and isinstance(first, dict) and _is_id(first.get("id")):
            first["id"] = field

    def _price(self, body: Json, house: Json) -> None:
        """Only time of a fixed fee names one, which is of the same matter."""
        if body.get("fixedFeeId") == house["fixedFeeId"] and body.get("billingType") in BILLING:
            body |= {"billingType": "fixedFee", "matterId": house["matterId"]}
        elif body.get("billingType") == "fixedFee":
            body["billingType"] = "billable"

    def _bill(self, body: Json) -> None:
        """An invoice is of a month in which something was done, in matters that have none yet."""
        wanted = body.get("matterIds")
        if isinstance(wanted, list) and wanted and all(map(_is_id, wanted)):
            body["matterIds"] = [next(self._to_bill) for _ in wanted[:2]]
        if all(isinstance(body.get(name), str) and DAY.fullmatch(body[name]) for name in NOVEMBER):
            body.update(NOVEMBER)


def name_anew(body: Any, run: str, number: int) -> None:
    """Names of custom fields and numbers of invoices are unique, in one firm."""
    if not isinstance(body, dict):
        return
    given = body.get("invoiceNumber")
    if isinstance(given, str) and given.strip() and "\0" not in given:
        body["invoiceNumber"] = f"{run}-{number}"
    name = body.get("name")
    if isinstance(name, str) and name.strip() and {"entity", "valueType"} <= body.keys():
        body["name"] = f"{name[:60]} {run}-{number}"


def _is_id(value: Any) -> bool:
    """Of somebody, or of somebody whom nobody knows; the one of zeros says something else."""
    return isinstance(value, str) and bool(ID.fullmatch(value)) and value != NOBODY
