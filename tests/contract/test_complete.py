import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
import schemathesis
from connexion.spec import Specification
from openapi_spec_validator import OpenAPIV30SpecValidator

import contract
from contract.check import faults
from contract.load import load
from contract.publish import of_api, whole

DOCUMENT = Path(contract.__file__).parent.parent / "openapi.yaml"


@pytest.fixture(scope="module")
def ours():
    return load(DOCUMENT)


def test_our_own_document_is_sound(ours):
    assert faults(ours) == []


def test_every_published_document_is_valid_openapi(ours):
    for document in [whole(ours), *(of_api(ours, name) for name in ours.apis)]:
        assert list(OpenAPIV30SpecValidator(document).iter_errors()) == []


def test_all_rules_together_make_a_sound_document(shop):
    shop.api |= {
        "errors": "itemized",
        "request-id": {"required": True, "unique": True},
        "idempotency-key": {"headers": ["Idempotency-Key", "X-Idempotency-Key"]},
        "rate-limit": {"budget": 10, "per": 60},
        "audit": {},
    }
    thing = {"$ref": "#/components/schemas/Thing"}
    media = {"application/json": {"schema": thing, "example": {"id": "t1", "version": 1}}}
    rules = {
        "scopes": ["shop:write"],
        "idempotent": {},
        "conditional": {"etag": "version"},
        "location": "getThing",
        "emits": ["thing.created"],
        "errors": ["resource_name_taken"],
        "importance": "critical",
        "brief": True,
    }
    link = {"operationId": "getThing", "parameters": {"id": "$response.body#/id"}}
    create = shop.operation(
        operationId="createThing",
        requestBody={"required": True, "content": media},
        responses={"201": {"description": "New", "content": media, "links": {"read": link}}},
        **{"x-charter": rules},
    )
    id_ = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "Id.",
        "schema": {"type": "string"},
    }
    get = shop.operation(
        operationId="getThing",
        parameters=[id_],
        responses={"200": {"description": "It", "content": media}},
        **{"x-charter": {"scopes": ["shop:read"], "conditional": {"etag": "version"}}},
    )
    array = {"application/json": {"schema": {"type": "array", "items": thing}}}
    many = shop.operation(
        operationId="listThings",
        responses={"200": {"description": "Some", "content": array}},
        **{"x-charter": {"paged": {"style": "token"}}},
    )
    paths = {"/shop/v1/things": {"get": many, "post": create}, "/shop/v1/things/{id}": {"get": get}}
    shop.write(shop.document(paths))

    assert faults(load(shop.path)) == []


def test_connexion_takes_the_published_document(ours):
    specification = Specification.from_dict(deepcopy(whole(ours)))

    assert set(specification["paths"]) == set(ours.document["paths"])


def test_schemathesis_takes_the_published_document(ours):
    schema = schemathesis.openapi.from_dict(whole(ours))

    found = [operation.ok() for operation in schema.get_all_operations()]
    assert len(found) == len(ours.operations)


def test_the_contract_needs_no_framework():
    program = (
        "import sys, contract.load, contract.check, contract.publish, contract.statuses\n"
        "print([m for m in ('connexion', 'flask', 'starlette', 'sqlalchemy') if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
