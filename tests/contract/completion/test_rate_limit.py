import pytest

LIMIT = {"budget": 10, "per": 60}


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("x-ratelimit", {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"}),
        ("ratelimit", {"RateLimit-Policy", "RateLimit"}),
        ("none", set()),
    ],
)
def test_every_answer_says_what_is_left_in_the_apis_style(shop, headers, style, expected):
    shop.api |= {"rate-limit": LIMIT | {"headers": style}}

    contract, operation = shop.load()

    assert set(headers(contract, operation, "200")) == expected
    assert set(headers(contract, operation, "429")) == expected | {"Retry-After"}


def test_a_success_always_says_it_and_a_refusal_where_it_was_counted(shop, headers):
    shop.api |= {"rate-limit": LIMIT}

    contract, operation = shop.load()

    assert headers(contract, operation, "200")["X-RateLimit-Limit"]["required"] is True
    assert "required" not in headers(contract, operation, "406")["X-RateLimit-Limit"]


def test_an_api_without_the_rule_says_nothing(shop, headers):
    contract, operation = shop.load()

    assert headers(contract, operation, "200") == {}


def test_a_public_operation_has_nobody_to_count_for(refusal):
    reason = refusal(security=[], rules={"rate-limit": LIMIT})

    assert reason == "rate-limit: the operation is public, so there is no key to count for"
