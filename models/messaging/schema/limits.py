"""What a schema may cost: it runs for every message, on our machine."""

from typing import Any, Final

import jsonschema_rs
import orjson

from contract.errors import Fault

SIZE: Final = 65_536
DEPTH: Final = 32
PATTERNS: Final = 50
PATTERN: Final = 500
EXPANDED: Final = 5_000
STEPS: Final = 10_000_000
"""Parts of the schema times values in the data, of which it can be told whether they fit."""

TOLD: Final = 50_000
"""As above, of which every fault can be told: a fault costs much more than what fits."""

OPTIONS: Final = jsonschema_rs.RegexOptions(size_limit=1 << 19, dfa_size_limit=1 << 19)
"""Patterns run in time that is linear in the text (Rust's `regex`): nothing can backtrack."""

BAD_PATTERN: Final = "The pattern is wrong, too large, or would need backtracking."


def oversize(schema: Any) -> bool:
    """Whether the schema is too long, written compactly, or too deep to be written at all."""
    try:
        return len(orjson.dumps(schema)) > SIZE
    except orjson.JSONEncodeError:  # deeper than 254 levels, or a number beyond 64 bits
        return True


def pattern_faults(pattern: str, place: str) -> list[Fault]:
    """What is wrong with a pattern, found within milliseconds whatever it is."""
    if len(pattern) > PATTERN:
        return [Fault(place, "A pattern has at most {limit} characters.", limit=PATTERN)]
    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=OPTIONS)
    except (jsonschema_rs.ValidationError, ValueError):
        return [Fault(place, BAD_PATTERN)]
    return []
