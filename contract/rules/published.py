"""The JSON Schema of the whole extension, published so that editors complete and check it."""

from typing import Any

from contract.rules.api import ApiRules
from contract.rules.operation import OperationRules
from contract.rules.property import PropertyRules
from contract.rules.root import RootRules
from contract.rules.shape import schema_of

PLACES: dict[str, type] = {
    "root": RootRules,
    "tag": ApiRules,
    "operation": OperationRules,
    "property": PropertyRules,
}


def json_schema() -> dict[str, Any]:
    """What may stand under `x-charter`: one definition per place of the document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "x-charter",
        "description": "House rules of a public API, declared in its OpenAPI document.",
        "anyOf": [{"$ref": f"#/$defs/{place}"} for place in PLACES],
        "$defs": {place: schema_of(kind) for place, kind in PLACES.items()},
    }
