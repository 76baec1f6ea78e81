"""What callers choose is put together from their words."""

import pytest

from contract.errors import InvalidRequest
from conventions import choosing


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], {"a"}), (["b"], {"a", "b"}), (["-a"], set()), (["-a", "a"], {"a"}), (["b", "-b"], {"a"})],
)
def test_words_change_the_usual_parts(words, expected):
    assert choosing.parts(words, ("a",)) == expected


def test_an_order_is_kept_as_it_is_said():
    assert choosing.order(["-b", "a"]) == ("-b", "a")
    assert choosing.order(()) == ()


def test_an_order_that_names_a_field_twice_is_refused_by_its_name():
    with pytest.raises(InvalidRequest) as caught:
        choosing.order(["a.b", "c", "-a.b"])

    (fault,) = caught.value.details
    assert (fault.location, fault.message) == ("query.sort", 'must not name "a.b" twice')


def test_operations_without_the_rules_have_no_links(operations):
    assert choosing.bind_select(operations["listNotes"]) is None
    assert choosing.bind_sort(operations["listNotes"]) is None
