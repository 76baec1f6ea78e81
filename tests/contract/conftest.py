"""A small shop: one API, one thing, and an operation that each test writes as it needs it."""

from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from contract.load import load

THING = {
    "type": "object",
    "description": "A thing.",
    "required": ["id", "version"],
    "properties": {
        "id": {"type": "string", "example": "t1"},
        "version": {"type": "integer", "example": 3},
    },
}


def json_of(schema, **media):
    return {"application/json": {"schema": schema, **media}}


def answer(schema, **response):
    return {"description": "As asked", "content": json_of(schema), **response}


def thing():
    return {"$ref": "#/components/schemas/Thing"}


class Shop:
    """Writes a document into a folder and loads it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "openapi.yaml"
        self.api = {"base": "/shop/v1"}
        self.components = {
            "schemas": {"Thing": deepcopy(THING)},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        }

    def operation(self, **definition):
        given = {
            "tags": ["shop"],
            "operationId": "doIt",
            "summary": "Do it",
            "responses": {"200": answer(thing())},
        }
        return given | definition

    def document(self, paths, **root):
        return {
            "openapi": "3.0.3",
            "info": {"title": "Shop", "version": "1"},
            "tags": [{"name": "shop", "x-charter": self.api}],
            "security": [{"bearer": []}],
            "paths": paths,
            "components": self.components,
        } | root

    def write(self, document):
        self.path.write_text(yaml.safe_dump(document, sort_keys=False))

    def load(self, method="get", *, path="/shop/v1/things", rules=None, **definition):
        """The contract of a shop with this one operation, and the operation."""
        if rules is not None:
            definition["x-charter"] = rules
        self.write(self.document({path: {method: self.operation(**definition)}}))
        contract = load(self.path)
        return contract, contract.operations["doIt"]


@pytest.fixture
def shop(tmp_path):
    return Shop(tmp_path)


@pytest.fixture
def parameters():
    """The parameters of an operation by name, references followed."""

    def by_name(contract, operation):
        found = [contract.resolve(p) for p in operation.definition["parameters"]]
        return {parameter["name"]: parameter for parameter in found}

    return by_name
