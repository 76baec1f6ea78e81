"""Who sends wrong keys to this API waits, and longer each time."""

import itertools
import zlib

import pytest

from models.platform import key

PATH, OTHER = "/post/v1/boxes", "/plain/v1/motto"
_addresses = (f"203.0.113.{number}" for number in itertools.count(1))


@pytest.fixture
def pair(post):
    """A caller with a valid key, and one with a wrong key of the same id, at one address."""
    post.pass_time(hours=1)
    honest = post.member("*")
    address = next(_addresses)
    wrong = wrong_key(honest.key)
    return honest.with_key(honest.key, address), honest.with_key(wrong, address)


def wrong_key(text):
    """Another secret for the same id, with the checksum that belongs to it."""
    id, secret = key.parse(text)
    head = f"charter_live_{id}_{secret[::-1]}"
    return f"{head}{zlib.crc32(head.encode()):08x}"


def guess(caller, times):
    return [caller.get(PATH).status for _ in range(times)]


def test_wrong_keys_lock_out_valid_ones(post, pair):
    honest, guesser = pair

    assert honest.get(PATH).status == 200
    assert guess(guesser, 4) == [401, 401, 401, 403]
    answer = honest.get(PATH)
    assert (answer.status, answer.json()["title"]) == (403, "Forbidden")
    assert 0 < int(answer.headers["retry-after"]) <= 60


def test_the_lock_ends(post, pair):
    honest, guesser = pair
    guess(guesser, 3)

    post.pass_time(seconds=59)
    assert honest.get(PATH).status == 403
    post.pass_time(seconds=1)
    assert honest.get(PATH).status == 200


def test_each_next_lock_is_twice_as_long_up_to_the_longest(post, pair):
    honest, guesser = pair
    for length in (60, 120, 200, 200):
        assert guess(guesser, 3) == [401, 401, 401]
        post.pass_time(seconds=length - 1)
        assert honest.get(PATH).status == 403
        post.pass_time(seconds=1)
        assert honest.get(PATH).status == 200


def test_after_a_quiet_time_it_begins_anew(post, pair):
    honest, guesser = pair
    guess(guesser, 3)
    post.pass_time(seconds=261)
    guess(guesser, 3)

    post.pass_time(seconds=60)
    assert honest.get(PATH).status == 200


def test_what_is_tried_during_a_lock_does_not_make_it_longer(post, pair):
    honest, guesser = pair
    guess(guesser, 3)
    post.pass_time(seconds=30)
    assert guess(guesser, 5) == [403] * 5

    post.pass_time(seconds=30)
    assert honest.get(PATH).status == 200


def test_the_same_key_from_another_address_is_not_touched(pair):
    honest, guesser = pair
    guess(guesser, 3)

    assert honest.with_key(honest.key, next(_addresses)).get(PATH).status == 200


def test_another_key_from_the_same_address_is_not_touched(post, pair):
    _, guesser = pair
    guess(guesser, 3)

    assert post.member("*").with_key(post.member("*").key, guesser.address).get(PATH).status == 200


def test_other_apis_are_not_touched(pair):
    honest, guesser = pair
    guess(guesser, 3)

    assert honest.get(OTHER).status == 200
    assert [guesser.get(OTHER).status for _ in range(5)] == [401] * 5


def test_what_is_no_key_at_all_is_locked_out_too(post):
    nonsense = post.nobody.with_key("nonsense", address=next(_addresses))

    assert guess(nonsense, 4) == [401, 401, 401, 403]


def test_many_ids_of_one_address_still_count_together(post):
    address = next(_addresses)
    statuses = [
        post.nobody.with_key(key.make()[2], address=address).get(PATH).status for _ in range(101)
    ]

    assert (statuses[0], statuses[-1]) == (401, 429)
