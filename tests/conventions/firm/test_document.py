"""The firm's document is sound when all its rules have done their part."""

from openapi_spec_validator import OpenAPIV30SpecValidator

from contract import publish
from contract.check import faults


def test_nothing_can_be_said_against_it(firm):
    assert faults(firm.server.contract) == []


def test_its_document_is_valid_alone(firm):
    OpenAPIV30SpecValidator(publish.of_api(firm.server.contract, "firm")).validate()
