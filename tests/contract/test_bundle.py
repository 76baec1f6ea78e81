import pytest

from contract.bundle import bundle
from contract.place import DocumentError

ROOT = """\
openapi: 3.0.3
info: {title: Shop, version: "1"}
paths:
  /shop/v1/things:
    $ref: "openapi/shop.yaml#/paths/~1things"
components:
  schemas:
    Time: {type: string}
"""
CHAPTER = """\
paths:
  /things:
    get:
      responses:
        "200":
          description: Things
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Thing"}
components:
  schemas:
    Thing:
      type: object
      properties:
        at: {$ref: "../openapi.yaml#/components/schemas/Time"}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "openapi").mkdir()
    (tmp_path / "openapi.yaml").write_text(ROOT)
    (tmp_path / "openapi/shop.yaml").write_text(CHAPTER)
    return tmp_path


def refusal(folder, **changes):
    for name, (old, new) in changes.items():
        file = folder / {"root": "openapi.yaml", "chapter": "openapi/shop.yaml"}[name]
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))
    with pytest.raises(DocumentError) as caught:
        bundle(folder / "openapi.yaml")
    return str(caught.value)


def test_components_of_chapters_become_the_roots_and_references_lead_there(folder):
    document = bundle(folder / "openapi.yaml").document

    assert list(document["components"]["schemas"]) == ["Time", "Thing"]
    at = document["components"]["schemas"]["Thing"]["properties"]["at"]
    assert at == {"$ref": "#/components/schemas/Time"}
    got = document["paths"]["/shop/v1/things"]["get"]["responses"]["200"]
    assert got["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Thing"}


def test_the_order_of_the_author_is_kept(folder):
    assert list(bundle(folder / "openapi.yaml").document) == [
        "openapi",
        "info",
        "paths",
        "components",
    ]


def test_it_is_known_where_a_path_was_written(folder):
    place = bundle(folder / "openapi.yaml").paths["/shop/v1/things"]

    assert (place.name, place.keys) == ("openapi/shop.yaml", ("paths", "/things"))


def test_the_same_component_in_two_files_is_refused(folder):
    assert refusal(folder, chapter=("    Thing:", "    Time: {type: string}\n    Thing:")) == (
        "openapi/shop.yaml:12: components.schemas.Time: openapi.yaml has a component of this name already"
    )


def test_a_component_of_the_root_needs_the_roots_name(folder):
    message = refusal(folder, chapter=("../openapi.yaml#/", "#/"))

    assert message.endswith("properties.at.$ref: openapi/shop.yaml has no components/schemas/Time")


def test_a_reference_to_a_missing_file_is_refused(folder):
    message = refusal(folder, chapter=("../openapi.yaml#/", "gone.yaml#/"))

    assert message.endswith("there is no file gone.yaml here")


def test_a_reference_into_a_path_is_refused(folder):
    message = refusal(folder, chapter=('"#/components/schemas/Thing"', '"#/paths/~1things"'))

    assert message.endswith("leads to no component: #/components/…")


def test_what_stands_beside_a_reference_is_refused(folder):
    message = refusal(
        folder,
        root=("    $ref:", "    summary: x\n    $ref:"),
        chapter=("at: {", "at: {nullable: true, "),
    )

    assert message.endswith("beside $ref these would be ignored: nullable")


def test_a_path_of_a_chapter_that_nobody_refers_to_is_refused(folder):
    message = refusal(folder, chapter=("paths:\n", "paths:\n  /lost: {}\n"))

    assert message == "openapi/shop.yaml:2: paths./lost: openapi.yaml does not refer to it"


def test_a_chapter_has_nothing_but_paths_and_components(folder):
    message = refusal(folder, chapter=("paths:\n", "servers: []\npaths:\n"))

    assert (
        message == "openapi/shop.yaml:1: servers: a chapter has only paths, x-webhooks, components"
    )


def test_numbers_as_keys_are_refused(folder):
    message = refusal(folder, chapter=('"200":', "200:"))

    assert message.endswith('responses.200: keys are text: write "200" in quotes')


def test_another_extension_is_refused(folder):
    message = refusal(folder, root=("info: {", "info: {x-logo: a.png, "))

    assert message == "openapi.yaml:2: info.x-logo: unknown extension; known: none at this place"


def test_properties_and_headers_may_begin_with_x(folder):
    file = folder / "openapi/shop.yaml"
    file.write_text(
        file.read_text().replace("        at:", "        x-color: {type: string}\n        at:")
    )

    assert (
        "x-color"
        in bundle(folder / "openapi.yaml").document["components"]["schemas"]["Thing"]["properties"]
    )


def test_an_example_is_data_and_its_references_are_not_followed(folder):
    file = folder / "openapi/shop.yaml"
    file.write_text(
        file.read_text().replace(
            "      type: object", "      type: object\n      example: {$ref: here, x-a: 1}"
        )
    )

    thing = bundle(folder / "openapi.yaml").document["components"]["schemas"]["Thing"]
    assert thing["example"] == {"$ref": "here", "x-a": 1}


@pytest.mark.parametrize(
    "text", ["paths: 3", "paths: {}\ncomponents: []", "paths: {/a: {$ref: 3}}"]
)
def test_a_malformed_root_is_refused_and_never_a_crash(tmp_path, text):
    (tmp_path / "openapi.yaml").write_text(text)

    with pytest.raises(DocumentError):
        bundle(tmp_path / "openapi.yaml")
