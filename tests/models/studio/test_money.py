from decimal import Decimal

import orjson
import pytest

from contract.errors import InvalidRequest
from models.studio import money


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
