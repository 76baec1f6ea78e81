"""What a resource may look like beyond what the document can say."""

from typing import Any, Final

import orjson

from contract.errors import AttributesTooLarge, Fault, InvalidRequest
from models.text import demand, storable

ATTRIBUTES_BYTES: Final = 64 * 1024
LABELS: Final = 64
LABEL_KEY: Final = 63
"""Characters; the document can say it only in words, as OpenAPI 3.0 has no schema for names."""

MOVES: Final = {
    "draft": frozenset({"active", "retired"}),
    "active": frozenset({"suspended", "retired"}),
    "suspended": frozenset({"active", "retired"}),
    "retired": frozenset[str](),
}


def check(
    *,
    kind: str,
    name: str,
    description: str | None,
    labels: dict[str, str],
    attributes: dict[str, Any],
) -> None:
    """Raise `AttributesTooLarge` or `InvalidRequest`; sizes are of compact JSON in UTF-8."""
    if attributes and len(orjson.dumps(attributes)) > ATTRIBUTES_BYTES:
        raise AttributesTooLarge(limit=ATTRIBUTES_BYTES)
    if len(labels) > LABELS:
        raise InvalidRequest(Fault("body.labels", "At most {limit} labels.", limit=LABELS))
    for key, value in labels.items():
        if len(key) > LABEL_KEY:
            raise InvalidRequest(
                Fault("body.labels", "A key has at most {limit} characters.", limit=LABEL_KEY)
            )
        if not (storable(key) and storable(value)):
            raise InvalidRequest(
                Fault("body.labels", "A label contains a character that cannot be stored.")
            )
    demand(kind=kind, name=name, description=description)
