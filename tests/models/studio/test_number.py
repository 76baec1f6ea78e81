from concurrent.futures import ThreadPoolExecutor

from models.studio.number import MOST, next_number, possible


def test_numbers_follow_the_studio_itself(alice, charlie):
    assert [alice.write(next_number) for _ in range(3)] == [2, 3, 4]
    assert charlie.write(next_number) == 2


def test_nobody_gets_a_number_twice(alice):
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: alice.write(next_number), range(80)))
    assert sorted(given) == list(range(2, 82))


def test_a_number_of_a_failed_unit_is_given_again(alice):
    def fail(session, tenant):
        next_number(session, tenant)
        raise KeyError

    try:
        alice.write(fail)
    except KeyError:
        assert alice.write(next_number) == 2


def test_numbers_are_int64():
    assert [possible(n) for n in (0, 1, MOST, MOST + 1, -5)] == [False, True, True, False, False]
