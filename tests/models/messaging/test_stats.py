from datetime import UTC, datetime

from sqlalchemy import func, select

from models.messaging import stats
from models.messaging.kinds import TYPES
from models.messaging.table import Stat


def add(who, **numbers):
    who.write(stats.add, numbers)


def seen(who):
    found = who.read(stats.messages)
    assert all(set(numbers) == set(TYPES) for numbers in found.values())
    return [
        found[span]["message_added"] for span in ("last_24_hours", "last_1_hours", "today_so_far")
    ]


def test_nothing_is_counted_at_first(alice):
    assert seen(alice) == [0, 0, 0]


def test_numbers_add_up_by_type_and_organization(alice, charlie):
    add(alice, message_added=2, message_published_ok=1)
    add(alice, message_added=3)
    add(charlie, message_added=7)
    assert seen(alice) == [5, 5, 5]
    assert seen(charlie) == [7, 7, 7]
    assert alice.read(stats.messages)["last_1_hours"]["message_published_ok"] == 1


def test_what_is_over_is_no_longer_counted(alice, clock):
    clock.now = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)
    add(alice, message_added=1)
    clock.forward(minutes=59)
    assert seen(alice) == [1, 1, 1]
    clock.forward(minutes=1)
    assert seen(alice) == [1, 0, 1]
    clock.now = datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)
    assert seen(alice) == [1, 0, 1]
    clock.forward(seconds=1)
    assert seen(alice) == [1, 0, 0]
    clock.now = datetime(2026, 11, 23, 11, 59, 59, tzinfo=UTC)
    assert seen(alice) == [1, 0, 0]
    clock.forward(seconds=1)
    assert seen(alice) == [0, 0, 0]


def test_old_minutes_are_swept(alice, clock):
    add(alice, message_added=1)
    clock.forward(hours=26)
    add(alice, message_added=1)
    assert alice.write(stats.sweep) == 1
    count = select(func.count()).select_from(Stat)
    assert alice.read(lambda session, _tenant: session.execute(count).scalar_one()) == 1
