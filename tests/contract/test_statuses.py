from contract.errors import REFUSALS
from contract.statuses import STATUS


def test_every_error_code_has_a_status_and_every_status_a_code():
    assert set(STATUS) == set(REFUSALS)


def test_every_status_refuses():
    assert all(400 <= status < 600 for status in STATUS.values())
