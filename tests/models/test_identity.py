import re
import uuid
from datetime import UTC, datetime, timedelta

from models.identity import nanoid, public_id, random_text, uuid7


def test_ids_are_uuids_of_version_seven():
    made = uuid.UUID(uuid7())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_ids_sort_by_their_microsecond():
    start = datetime(2026, 11, 22, tzinfo=UTC)
    made = [uuid7(start + timedelta(microseconds=step)) for step in range(5_000)]
    assert made == sorted(made)


def test_ids_of_one_moment_differ():
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert len({uuid7(now) for _ in range(10_000)}) == 10_000


def test_public_ids_say_what_they_name():
    made = public_id("key")
    assert made.startswith("key_")
    assert made != public_id("key")


def test_random_texts_have_no_separator_and_the_length_asked_for():
    made = random_text(500)
    assert len(made) == 500
    assert made.isalnum()


def test_short_ids_have_twenty_one_url_safe_signs():
    made = {nanoid() for _ in range(1_000)}
    assert len(made) == 1_000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{21}", one) for one in made)
