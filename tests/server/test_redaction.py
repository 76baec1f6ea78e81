import pytest

from models.platform import key
from server import redaction


@pytest.mark.parametrize("environment", ["live", "test"])
def test_of_our_keys_the_id_stays_and_the_secret_goes(environment):
    key_id, secret, text = key.make(environment)

    shown = redaction.text(f"refused {text}, twice")

    assert shown == f"refused charter_{environment}_{key_id}_[redacted], twice"
    assert secret not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Authorization: Bearer abcdefgh", "Authorization: Bearer [redacted]"),
        ("basic dXNlcjpwYXNz", "basic [redacted]"),
        ("redis://:hunter2@cache:6379/0", "redis://:[redacted]@cache:6379/0"),
        ("postgresql://me:hunter2@db/charter", "postgresql://me:[redacted]@db/charter"),
    ],
)
def test_credentials_are_taken_out_of_any_text(text, shown):
    assert redaction.text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "GET /registry/v1/resources",
        "http://127.0.0.1:8080/docs",
        "the bearer of news",
        "key_not_found",
        "",
    ],
)
def test_other_text_stays_as_it_is(text):
    assert redaction.text(text) == text


@pytest.mark.parametrize(
    "name",
    [
        "Authorization",
        "x-api-key",
        "X_API_KEY",
        "set-cookie",
        "smtp_password",
        "client_secret",
        "token",
    ],
)
def test_what_is_named_like_a_secret_is_one(name):
    assert redaction.anything({name: "anything"}) == {name: "[redacted]"}


@pytest.mark.parametrize(
    "name", ["key_id", "keyId", "idempotency_key_count", "tokens_read", "kind"]
)
def test_what_only_sounds_like_one_stays(name):
    assert redaction.anything({name: "value"}) == {name: "value"}


def test_an_absent_secret_is_shown_as_absent():
    assert redaction.anything({"authorization": None}) == {"authorization": None}


def test_values_of_other_types_stay_as_they_are():
    assert redaction.anything({"count": 3, "ratio": 0.5, "on": True}) == {
        "count": 3,
        "ratio": 0.5,
        "on": True,
    }
