from decimal import Decimal

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as some

from contract.errors import InvalidRequest
from models.studio import money


@given(some.decimals(-(10**11) + 1, 10**11 - 1, places=4))
def test_an_amount_is_on_the_wire_what_it_is_in_the_books(amount):
    sent = orjson.dumps(money.number(amount)).decode()
    assert Decimal(sent) == amount


@given(some.decimals(-(10**11) + 1, 10**11 - 1, places=4))
def test_an_amount_is_stored_as_it_is(amount):
    kind = money.Amount()
    assert kind.process_result_value(kind.process_bind_param(amount, None), None) == amount


def test_what_cannot_be_stored_exactly_is_an_error():
    with pytest.raises(ValueError, match="four decimals"):
        money.Amount().process_bind_param(Decimal("0.00001"), None)


def test_a_json_number_means_what_was_written():
    assert money.exact(0.1) + money.exact(0.2) == Decimal("0.3")


@pytest.mark.parametrize(
    ("currency", "rounded"), [("EUR", "10.13"), ("JPY", "10"), ("KWD", "10.125")]
)
def test_rounding_is_by_currency_and_halves_go_up(currency, rounded):
    assert str(money.rounded(Decimal("10.125"), currency)) == rounded


def test_whole_amounts_have_no_point():
    assert money.shown(Decimal("59.00"), "EUR") == {"amount": 59, "currency": "EUR"}
    assert orjson.dumps(money.shown(Decimal("59.90"), "EUR")) == b'{"amount":59.9,"currency":"EUR"}'


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"amount": 1, "currency": "USD"}, "body.price.currency"),
        ({"amount": 0.001, "currency": "EUR"}, "body.price.amount"),
        ({"amount": 1e30, "currency": "EUR"}, "body.price.amount"),
    ],
)
def test_money_that_the_studio_cannot_take_is_refused(given, at):
    with pytest.raises(InvalidRequest) as refused:
        money.read(given, "EUR", "body.price")
    assert [fault.location for fault in refused.value.details] == [at]
