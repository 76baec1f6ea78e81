from contract import generate


def test_the_generated_files_are_what_the_document_says():
    for path, content in generate.files(generate.DOCUMENT):
        assert path.read_bytes() == content, f"{path.name}: run `make generate`"


def test_types_are_named_as_in_the_document_and_say_what_may_be_absent():
    schemas = {
        "Thing": {
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"type": "string"}, "end": {"type": "string", "nullable": True}},
        },
        "Free": {"type": "object", "additionalProperties": True},
    }
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }

    text = generate.types(document).decode()

    assert "class Thing(TypedDict):\n    id: str\n    end: NotRequired[str | None]\n" in text
    assert "Free: TypeAlias = dict[str, Any]" in text


def test_choices_that_only_say_what_goes_together_are_no_classes():
    thing = {"type": "object", "properties": {name: {"type": "string"} for name in "ab"}}
    demand = {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}
    schemas = {"Thing": thing, "Some": {"allOf": [{"$ref": "#/components/schemas/Thing"}, demand]}}
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }

    text = generate.types(document).decode()

    assert text.count("(TypedDict)") == 1
    assert "Some" in text


def test_a_difference_fails_the_check_and_writes_nothing(tmp_path, capsys):
    file = tmp_path / "types.py"
    file.write_bytes(b"old")

    assert generate.stale([(file, b"new")], write=False)
    assert file.read_bytes() == b"old"
    assert "types.py is not what the document says" in capsys.readouterr().out


def test_a_difference_is_written(tmp_path):
    file = tmp_path / "types.py"

    assert not generate.stale([(file, b"new")], write=True)
    assert file.read_bytes() == b"new"
