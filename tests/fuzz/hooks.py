"""What a document cannot say in a schema: some values must be new, or must come from the server."""

from __future__ import annotations

import itertools
import json
import os
import re
import secrets
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis.core import NotSet
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

from tests.fuzz import messaging, practice, studio

REQUEST_ID = "X-Request-ID"
IDEMPOTENCY_KEYS = ("X-Idempotency-Key", "Idempotency-Key", "Idempotence-Key")
VISIBLE = {REQUEST_ID: re.compile(r"[\x21-\x7e]{1,64}")} | dict.fromkeys(
    IDEMPOTENCY_KEYS, re.compile(r"[\x21-\x7e]{1,255}")
)
TOKEN = re.compile(r"[A-Za-z0-9._~-]{1,2048}")
RESOURCE = re.compile(r"[^\0]{1,200}")
ORGANIZATION = re.compile(r"[a-z][a-z0-9]{0,62}(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){1,7}")
MULTIPART = "multipart/form-data"
CARD_NUMBER_FORMATS = ("DECIMAL", "HEX_MSB", "HEX_LSB")
ASKING = frozenset({"createAdditionalField", "updateAdditionalField"})
CONFIRMATIONS = frozenset({"confirmActivation", "confirmStudioActivation"})

_material = json.loads(Path(os.environ["CHARTER_FUZZ_MATERIAL"]).read_text("utf-8"))
_own_keys: frozenset[str] = frozenset(_material["own_keys"])
_spare_keys = itertools.cycle(_material["spare_keys"])
_partners = iter(_material["partners"])
_run = f"fuzz-{secrets.token_hex(4)}"
_numbers = itertools.count(1)
_revoked: set[str] = set()
_things = studio.Things(_material["things"])
_firm = practice.Firm(_material["firm"])
_office = messaging.Office(_material["office"], _material["things"])


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: dict[str, Any]) -> None:
    number = next(_numbers)
    is_form = case.media_type == MULTIPART
    is_wrong_form = is_form and _is_negative(case, ParameterLocation.BODY)
    _come_from_elsewhere(case, number)
    _make_unique(case.headers, number)
    _forget_invented_token(case.query)
    _choose_key(case, number)
    _call_as_partner(case)
    if _is_of_practice(case):
        _firm.acts(case)
    if (not is_form or is_wrong_form) and not isinstance(case.body, NotSet):
        case.body = _within_64_bits(case.body)  # an absent one would be judged anew, as invalid
    if case.meta is None:
        return
    links = case.meta.phase.name is TestPhase.STATEFUL
    _ask_anew(case, number)
    if links:
        _name_anew(case.body, number)
        practice.name_anew(case.body, _run, number)
    if not links and number % 4:
        _things.in_address(
            _operation(case), case, negative=_is_negative(case, ParameterLocation.QUERY)
        )
    if is_wrong_form:
        return  # what is mended of it here stays wrong in the file, which schemathesis cannot judge
    if links or number % 4:
        _things.in_body(_operation(case), case)
        studio.put_hour(case.body)
        _belong_together(case)
    if "messaging" in case.operation.definition.raw.get("tags", ()):
        _office.in_query(case.query)
        _office.in_body(_operation(case), case, f"{_run}-{number}", links=links)
    if is_form:
        studio.put_files(case)


def _belong_together(case: Any) -> None:
    """Ids of the practice that are well-formed name what is there; so does the user of a key."""
    if _is_of_practice(case) or _operation(case) == "createKey":
        _firm.in_query(case.query)
        _firm.in_body(_operation(case), case.body)


def _is_of_practice(case: Any) -> bool:
    return "practice" in case.operation.definition.raw.get("tags", ())


def _come_from_elsewhere(case: Any, number: int) -> None:
    """One address would be locked out after a hundred wrong keys, and schemathesis tries some with each operation."""
    if case.headers is not None:
        case.headers["X-Forwarded-For"] = f"10.0.{number // 250 % 250}.{number % 250 + 1}"


def _is_negative(case: Any, location: ParameterLocation) -> bool:
    """As it was made: schemathesis judges anew what a hook changes, and cannot judge the bytes of a file."""
    return case.meta is not None and bool(case.meta.is_negative_at(location))


def _make_unique(headers: Any, number: int) -> None:
    """A well-formed id is used once; one that was made wrong, or left out, on purpose stays so.

    The names of the idempotency key must agree, and one key for two different calls is a 422.
    """
    for name, form in VISIBLE.items():
        value = headers.get(name) if headers else None
        if isinstance(value, str) and form.fullmatch(value):
            headers[name] = f"{_run}-{number}"


def _forget_invented_token(query: Any) -> None:
    """Tokens are signed: one that nobody issued is refused, however well-formed."""
    token = query.get("continuationToken") if query else None
    if isinstance(token, str) and TOKEN.fullmatch(token):
        del query["continuationToken"]


@schemathesis.hook
def after_call(_context: Any, case: Any, response: Any) -> None:
    if response.status_code != 200:
        return
    if _operation(case) == "revokeKey":
        _revoked.add(case.path_parameters["keyId"])
    elif _operation(case) == "updateStudioSettings":
        studio.let_rest(response, _material["idle_periods"])


def _choose_key(case: Any, number: int) -> None:
    """Whoever revokes the key that he calls with has tested nothing from then on.

    And a revoked key cannot be rotated, so that every second call rotates one that still lives.
    """
    path = case.path_parameters
    chosen = path.get("keyId") if path else None
    dead = _operation(case) == "rotateKey" and chosen in _revoked and number % 2
    if chosen in _own_keys or dead:
        path["keyId"] = next(_spare_keys)


def _within_64_bits(value: Any) -> Any:
    """The document refuses longer integers in words: a schema cannot reach into free JSON."""
    if isinstance(value, dict):
        return {name: _within_64_bits(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_within_64_bits(inner) for inner in value]
    return value % 2**63 if isinstance(value, int) and not -(2**63) <= value < 2**63 else value


def _name_anew(body: Any, number: int) -> None:
    """Names are unique: a scenario that is played again would meet itself, and Hypothesis would end the phase."""
    name = body.get("name") if isinstance(body, dict) else None
    if isinstance(name, str) and RESOURCE.fullmatch(name) and "kind" in body:
        body["name"] = f"{name[:160]} {_run}-{number}"
    elif isinstance(name, str) and ORGANIZATION.fullmatch(name):
        body["name"] = f"io.example.{_run}-{number}"


def _ask_anew(case: Any, number: int) -> None:
    """A studio asks for each thing once, and each medium is of one customer, in whatever phase."""
    operation, body = _operation(case), case.body
    if not isinstance(body, dict):
        return
    name, value = body.get("name"), body.get("value")
    if operation in ASKING and isinstance(name, str) and name.strip() and name.isprintable():
        body["name"] = f"{name[:60]} {_run}-{number}"
    if operation == "updateAccessMedium" and isinstance(value, str) and value.isprintable():
        body["value"] = f"{7_000_000 + number}"
        if body.get("cardNumberFormat") in CARD_NUMBER_FORMATS:
            del body["cardNumberFormat"]  # what was made may be no card


def _call_as_partner(case: Any) -> None:
    """An activation is confirmed with the key that was mailed for it, and only once."""
    credentials = case.headers.get("Authorization") if case.headers else None
    if _operation(case) in CONFIRMATIONS and credentials in _material["credentials"]:
        key = next(_partners, None)
        if key is not None:
            case.headers["Authorization"] = f"Bearer {key}"


def _operation(case: Any) -> str:
    return str(case.operation.definition.raw["operationId"])
