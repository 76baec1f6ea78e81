import pytest

from bench import practice
from bench.practice_lists import Lists

ENTRIES = 1500


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("practice")


@pytest.fixture(scope="module")
def firm(home):
    """The database of a firm with few entries, its tenant, and its key."""
    with practice.filled(home, ENTRIES) as firm:
        yield firm


@pytest.fixture(scope="module")
def lists(firm):
    return Lists(*firm[:2])


def test_four_of_ten_entries_are_billed(firm, lists):
    billed = firm[0].read(lambda session: lists.page(session, billed=True).total)
    every = firm[0].read(lambda session: lists.page(session).total)

    assert every == ENTRIES
    assert 0.35 < billed / every < 0.45


def test_a_page_takes_few_statements(lists):
    assert lists.statements(ENTRIES - 1000).holds


def test_every_total_comes_from_an_index(lists):
    assert [row.what for row in lists.totals() if not row.holds] == []


def test_a_skip_is_timed_beside_the_bare_scan(lists):
    assert "the scan alone" in lists.offsets(500, 1).measured


def test_this_server_and_the_peer_answer_the_same_list(home, firm):
    with practice.sites(home, *firm[1:]) as sites:
        rows = practice.compared(sites, [0, 500], 1, 1)

    assert [row.what for row in rows[:3]] == [
        "1,000 entries at offset 0: charter",
        "1,000 entries at offset 0: FastAPI, joinedload",
        "1,000 entries at offset 0: FastAPI, selectinload",
    ]
    assert len(rows) == 6
