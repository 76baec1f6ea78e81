import pytest

from contract.place import DocumentError
from contract.source import Source


def content(tmp_path, text):
    file = tmp_path / "a.yaml"
    file.write_text(text)
    return Source(file, "a.yaml").content


def test_dates_and_words_of_older_yaml_stay_text(tmp_path):
    actual = content(tmp_path, "a: 2026-11-22\nb: yes\nc: off\nd: 012\ne: 0x1F\nf: 1_000")

    assert actual == {
        "a": "2026-11-22",
        "b": "yes",
        "c": "off",
        "d": "012",
        "e": "0x1F",
        "f": "1_000",
    }


def test_scalars_of_json_are_read_as_json_has_them(tmp_path):
    actual = content(tmp_path, "a: 1\nb: -2.5\nc: true\nd: null\ne:\nf: 1e3")

    assert actual == {"a": 1, "b": -2.5, "c": True, "d": None, "e": None, "f": 1000.0}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3", "a.yaml:3: 'a' stands twice in the same mapping"),
        ("a: [1", "a.yaml:2: did not find expected ',' or ']'"),
        (
            "a: &x {b: 1}\nc:\n  <<: *x",
            "a.yaml:3: merge keys are not JSON; refer with $ref instead",
        ),
        ("- 1", "a.yaml:1: must be a mapping"),
        ("", "a.yaml:1: must be a mapping"),
    ],
)
def test_what_is_not_a_document_is_refused_with_its_line(tmp_path, text, message):
    with pytest.raises(DocumentError) as caught:
        content(tmp_path, text)

    assert str(caught.value) == message


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(DocumentError, match="cannot be read: No such file"):
        _ = Source(tmp_path / "a.yaml", "a.yaml").content


def test_bytes_that_are_not_utf8_are_refused(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"a: \xff")

    with pytest.raises(DocumentError, match="is not YAML"):
        _ = Source(tmp_path / "a.yaml", "a.yaml").content
