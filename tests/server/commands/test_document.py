import json

import copied
import pytest
import yaml
from openapi_spec_validator import OpenAPIV30SpecValidator

from contract.load import load
from server.settings import ROOT

DOCUMENT = ROOT / "openapi.yaml"


def test_the_document_of_this_project_has_no_faults(charter):
    checked = charter("document", "check")

    assert (checked.status, checked.err) == (0, "")
    assert checked.out.endswith("operations, no faults\n")


def test_a_fault_is_told_with_its_place_and_the_check_fails(charter, tmp_path):
    document = copied.document(tmp_path)
    chapter = tmp_path / "openapi" / "registry.yaml"
    chapter.write_text(
        chapter.read_text().replace("operationId: getResource\n", "operationId: readResource\n", 1)
    )

    checked = charter("document", "check", "--document", str(document))

    assert checked.status == 1
    assert "getResource" in checked.err
    assert checked.err.splitlines()[-1].startswith("charter: ")


@pytest.mark.parametrize("command", [("check",), ("bundle",), ("publish", "there")])
def test_a_document_that_is_not_there_is_one_line(charter, command):
    refused = charter("document", *command, "--document", "/nowhere/openapi.yaml")

    assert (refused.status, refused.err) == (
        1,
        "charter: there is no document at /nowhere/openapi.yaml\n",
    )


def test_the_bundle_is_one_document_with_what_the_rules_add(charter):
    bundle = yaml.safe_load(charter("document", "bundle").out)

    create = bundle["paths"]["/registry/v1/resources"]["post"]
    assert bundle["openapi"] == "3.0.3"
    assert "422" in create["responses"]


def test_the_bundle_of_one_api_is_valid_and_has_its_paths_only(charter):
    bundle = json.loads(charter("document", "bundle", "--api", "registry", "--format", "json").out)

    OpenAPIV30SpecValidator(bundle).validate()
    assert all(path.startswith("/registry/v1/") for path in bundle["paths"])


def test_an_api_that_is_not_there_is_refused_with_those_that_are(charter):
    refused = charter("document", "bundle", "--api", "nothing")

    assert refused.status == 1
    assert refused.err == f"charter: no API nothing; there are: {', '.join(load(DOCUMENT).apis)}\n"


def test_publishing_writes_the_paths_that_the_server_has(charter, tmp_path):
    published = charter("document", "publish", str(tmp_path))

    of_apis = [f"{api.base.strip('/')}/openAPI" for api in load(DOCUMENT).apis.values()]
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")}
    assert published.status == 0
    assert files == {
        f"{name}.{kind}" for name in ("openapi", *of_apis) for kind in ("yaml", "json")
    }


def test_both_formats_say_the_same_and_are_valid(charter, tmp_path):
    charter("document", "publish", str(tmp_path))

    for path in tmp_path.rglob("*.json"):
        document = json.loads(path.read_text())
        assert yaml.safe_load(path.with_suffix(".yaml").read_text()) == document
        OpenAPIV30SpecValidator(document).validate()


def test_what_is_published_is_what_the_server_serves(charter, alice, tmp_path):
    charter("document", "publish", str(tmp_path))

    for path in (
        "openapi.yaml",
        "openapi.json",
        "registry/v1/openAPI.yaml",
        "platform/v1/openAPI.json",
    ):
        assert alice.get(f"/{path}").body == (tmp_path / path).read_bytes()
