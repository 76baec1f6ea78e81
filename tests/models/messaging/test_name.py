import pytest

from contract.errors import InvalidRequest, NameUnclear
from models.messaging import name


@pytest.mark.parametrize(
    "content", [{"name": "abcd"}, {"alias": "abcd"}, {"name": "abcd", "alias": "abcd"}]
)
def test_a_name_may_come_as_name_or_alias_or_both(content):
    assert name.given(content) == "abcd"
    assert name.both("abcd") == {"name": "abcd", "alias": "abcd"}


@pytest.mark.parametrize("content", [{}, {"name": None}, {"name": "abcd", "alias": "abce"}])
def test_one_of_them_is_needed_and_both_must_agree(content):
    with pytest.raises(NameUnclear):
        name.given(content)


def test_some_things_may_go_without():
    assert name.given_if_any({}) is None
    assert name.both(None) == {}


@pytest.mark.parametrize("text", ["abc", "a" * 65, "a b c", "abcd\n", "äbcd", "", "a/bc"])
def test_other_names_are_refused(text):
    with pytest.raises(InvalidRequest):
        name.given({"alias": text})


@pytest.mark.parametrize("text", ["abcd", "a" * 64, "A.b-c_1", "...."])
def test_these_are_names(text):
    assert name.given({"name": text}) == text
