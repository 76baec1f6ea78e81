import http.client

import pytest

from bench import messaging_claims, messaging_rates, messaging_scene


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    with messaging_scene.scene("sqlite", tmp_path_factory.mktemp("messaging")) as scene:
        yield scene


@pytest.fixture(scope="module")
def receiver(tmp_path_factory):
    with messaging_scene.receiver(tmp_path_factory.mktemp("receiver")) as receiver:
        yield receiver


def post(receiver, path, *headers):
    connection = http.client.HTTPConnection(receiver.url.removeprefix("http://"), timeout=10)
    connection.request("POST", path, b"{}", dict(headers))
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_receiver_counts_what_it_answers_by_its_kind(receiver):
    before = receiver.came("odd").count
    assert post(receiver, "/odd/1", ("webhook-signature", "v1,x")) == 204

    assert receiver.came("odd").count == before + 1
    assert receiver.came("never").count == 0


def test_a_call_without_a_signature_makes_the_measurement_void(tmp_path):
    with messaging_scene.receiver(tmp_path) as receiver:
        post(receiver, "/well/1")

        with pytest.raises(messaging_scene.NotDeliveredError):
            receiver.came()


def test_a_backlog_is_carried_away(scene):
    before = scene.count()

    row = messaging_rates.backlog(scene, 60)

    assert row.what == "backlog of 60 for 10 listeners, SQLite"
    assert "/s delivered" in row.measured
    assert scene.count() == before + 6


def test_those_who_hang_do_not_keep_the_others_from_theirs(scene):
    assert messaging_rates.beside(scene, 20, 2, "hang") > 0


def test_the_claims_of_a_short_and_a_long_backlog_are_timed(scene):
    messaging_claims.fill(scene, 200)

    row = messaging_claims.compared(scene, scene, (200, 200), rounds=10)

    assert row.what == "claim at a backlog of 200 and of 200, SQLite"
    assert "ms" in row.measured


def test_less_than_nine_tenths_are_too_few():
    assert messaging_rates.hanging(1000, [100.0, 90.0], [80.0, 91.0]).holds
    assert not messaging_rates.hanging(1000, [100.0], [89.0]).holds
