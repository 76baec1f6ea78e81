from contract.place import DocumentError, Place


def test_an_error_names_file_line_place_and_reason(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("tags:\n  - name: one\n  - name: two\n    color: red\n")

    error = DocumentError(Place(file, "a.yaml").at("tags", 1, "color"), "unknown")

    assert str(error) == "a.yaml:4: tags.1.color: unknown"


def test_a_place_that_does_not_exist_has_the_line_of_the_nearest_one_that_does(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("info:\n  title: x\n")

    assert Place(file, "a.yaml", ("info", "title", "deeper")).line() == 2
    assert Place(file, "a.yaml", ("paths",)).line() == 1
