"""The codes that there are."""

import pytest
from office import CODES, data


def test_codes_are_the_same_for_every_firm(alice, charlie):
    assert data(alice.get(CODES)) == data(charlie.get(CODES))


@pytest.mark.parametrize(
    ("kind", "code"), [("activityCodes", "A103"), ("taskCodes", "L110"), ("expenseCodes", "E112")]
)
def test_each_code_has_its_label_and_its_set(kind, code, alice):
    found = data(alice.get(CODES))[kind]

    (one,) = [one for one in found if one["code"] == code]
    assert set(one) == {"code", "label", "codeSetId", "codeSet"}
    assert len({one["codeSetId"] for one in found}) == 1
    assert len({one["code"] for one in found}) == len(found)
