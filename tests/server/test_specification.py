"""Connexion reads the completed document, which stays as it is, and a misshapen one is refused."""

import json

import pytest
from connexion.exceptions import InvalidSpecification
from connexion.spec import Specification as ConnexionsOwn

from contract.load import load
from server.settings import ROOT
from server.specification import Specification


@pytest.fixture(scope="module")
def document():
    return load(ROOT / "openapi.yaml").document


def test_it_is_what_connexion_itself_would_have_read(document):
    text = json.dumps(document)

    ours, own = Specification(document), ConnexionsOwn.load(json.loads(text))

    assert ours.spec == own.spec
    assert ours.raw == own.raw
    assert (ours.base_path, ours.version) == (own.base_path, own.version)
    assert ours.operation_cls is own.operation_cls
    assert json.dumps(document) == text


def test_a_misshapen_document_is_refused_with_its_place(document):
    with pytest.raises(InvalidSpecification, match=r"info\.version: 1 is not of type 'string'"):
        Specification(document | {"info": document["info"] | {"version": 1}})
