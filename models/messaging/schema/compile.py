"""A schema is compiled when the queue gets it: what cannot be checked is refused then, with its places."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final

import orjson

from contract.errors import Fault, SchemaInvalid
from models.messaging.schema import limits, standard
from models.messaging.schema.language import Translation

QUEUE: Final = "queue"
JSON_SCHEMA: Final = "json-schema"
_MOST_FAULTS: Final = 100


@dataclass(frozen=True, slots=True)
class Compiled:
    """A JSON Schema; `id` is the SHA-256 of its compact text with sorted keys."""

    id: str
    schema: Any


def compile(given: Any, format: str, place: str = "body.schema") -> Compiled:
    """Make a JSON Schema of rules in either format, or raise `SchemaInvalid` with every fault."""
    if limits.oversize(given):
        fault = Fault(place, "A schema has at most {limit} bytes.", limit=limits.SIZE)
        raise SchemaInvalid(fault)
    if format == QUEUE:
        translation = Translation()
        schema = translation.properties(given, place)
        faults = translation.faults
    else:
        schema, faults = given, standard.faults(given, place)
    if faults:
        raise SchemaInvalid(*faults[:_MOST_FAULTS])
    text = orjson.dumps(schema, option=orjson.OPT_SORT_KEYS)
    return Compiled(hashlib.sha256(text).hexdigest(), schema)
