import base64
from datetime import UTC, datetime

from standardwebhooks import Webhook

from delivery.signature import headers, signed

SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()


def test_a_signature_is_the_one_of_the_published_example():
    """https://github.com/standard-webhooks/standard-webhooks, the example of its specification."""
    found = signed(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    )
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_every_valid_secret_signs_the_newest_first():
    now = datetime.now(UTC)
    other = "whsec_" + base64.b64encode(b"o" * 32).decode()
    made = headers("message", now, b"{}", [SECRET, other])
    assert made["webhook-signature"].split()[0] == signed(
        "message", int(now.timestamp()), b"{}", SECRET
    )
    for secret in (SECRET, other):
        assert Webhook(secret).verify(b"{}", made) == {}
