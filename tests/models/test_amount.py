from decimal import Decimal

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as some

from models import amount


@given(some.decimals(-(10**11) + 1, 10**11 - 1, places=4))
def test_an_amount_is_on_the_wire_what_it_is_in_the_books(value):
    sent = orjson.dumps(amount.number(value)).decode()
    assert Decimal(sent) == value


@given(some.decimals(-(10**11) + 1, 10**11 - 1, places=4))
def test_an_amount_is_stored_as_it_is(value):
    kind = amount.Amount()
    assert kind.process_result_value(kind.process_bind_param(value, None), None) == value


def test_what_cannot_be_stored_exactly_is_an_error():
    with pytest.raises(ValueError, match="four decimals"):
        amount.Amount().process_bind_param(Decimal("0.00001"), None)


def test_a_json_number_means_what_was_written():
    assert amount.exact(0.1) + amount.exact(0.2) == Decimal("0.3")
