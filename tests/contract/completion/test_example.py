from contract.completion.example import example_of


def test_the_schemas_own_example_is_taken_first():
    assert example_of({}, {"type": "object", "example": {"a": 1}, "properties": {"b": {}}}) == {
        "a": 1
    }


def test_an_object_is_made_of_its_properties_examples():
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string", "example": "x"}, "b": {"enum": ["y"]}},
    }

    assert example_of({}, schema) == {"a": "x", "b": "y"}


def test_parts_are_merged_and_references_followed():
    document = {"components": {"schemas": {"A": {"properties": {"a": {"example": 1}}}}}}
    schema = {"allOf": [{"$ref": "#/components/schemas/A"}], "properties": {"b": {"example": 2}}}

    assert example_of(document, schema) == {"a": 1, "b": 2}


def test_a_schema_that_contains_itself_has_an_end():
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}
    many = {
        "type": "object",
        "properties": {"all": {"type": "array", "items": {"$ref": "#/components/schemas/Many"}}},
    }
    document = {"components": {"schemas": {"Node": node, "Many": many}}}

    assert isinstance(example_of(document, node), dict)
    assert isinstance(example_of(document, many), dict)
