import base64
from datetime import timedelta

from models.delivery import secret


def test_a_secret_is_as_standard_webhooks_writes_them():
    made = secret.fresh()
    assert made.startswith("whsec_")
    assert len(base64.b64decode(made.removeprefix("whsec_"))) == 32
    assert made != secret.fresh()


def test_secrets_cannot_be_read_in_what_is_stored(vault):
    assert "whsec_" not in secret.sealed(vault, secret.fresh())


def test_an_old_secret_signs_along_until_its_time_is_up(vault, module_clock):
    now = module_clock.now
    kept = secret.sealed(vault, "first")
    kept = secret.rotated(vault, kept, "second", now=now, until=now + timedelta(hours=1))
    assert secret.valid(vault, kept, now) == ["second", "first"]
    assert secret.valid(vault, kept, now + timedelta(hours=1)) == ["second"]


def test_a_shorter_overlap_ends_the_older_ones_sooner(vault, module_clock):
    now = module_clock.now
    kept = secret.sealed(vault, "first")
    kept = secret.rotated(vault, kept, "second", now=now, until=now + timedelta(hours=9))
    kept = secret.rotated(vault, kept, "third", now=now, until=now)
    assert secret.valid(vault, kept, now) == ["third"]


def test_no_more_than_a_few_sign_at_once(vault, module_clock):
    now = module_clock.now
    kept = secret.sealed(vault, "0")
    for number in range(1, 9):
        kept = secret.rotated(vault, kept, str(number), now=now, until=now + timedelta(days=1))
    assert secret.valid(vault, kept, now) == ["8", "7", "6", "5", "4"]
