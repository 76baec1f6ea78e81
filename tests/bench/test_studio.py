import pytest

from bench import studio
from bench.studio_customers import populate


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    with studio.scene(tmp_path_factory.mktemp("studio")) as scene:
        yield scene


@pytest.fixture(scope="module")
def first(scene):
    """The number of the first of three hundred customers."""
    return populate(scene.database, scene.tenant, 300)


def test_the_last_chunk_is_whole(scene, first):
    row = studio.chunks(scene, first, 300, rounds=2)

    assert row.what == "chunk 1 and chunk 3 of 300 customers"
    assert "ms" in row.measured


def test_a_file_does_not_lie_in_memory(scene, first):
    assert studio.upload(scene, first, 12 * 2**20).holds


def test_a_rush_fills_a_slot_and_no_more(scene, first):
    row = studio.rush(scene, first, callers=30, places=4)

    assert row.measured.startswith("4 BOOKED, 26 WAITING_LIST in ")
    assert row.holds


def test_what_a_customer_costs_is_metered(scene, first):
    one, many = studio.costs(scene, first, 100)

    assert one >= 0
    assert many > 0
