import re
from datetime import UTC, datetime, timedelta

from models.messaging.order import ALPHABET, rising

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_ids_rise_with_time_and_with_the_asking():
    ids = [rising(NOW + timedelta(microseconds=at // 10)) for at in range(1000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 1000


def test_they_look_like_all_other_ids():
    assert re.fullmatch(r"[A-Za-z0-9_-]{21}", rising(NOW))
    assert "".join(sorted(ALPHABET)) == ALPHABET
    assert len(ALPHABET) == 64
