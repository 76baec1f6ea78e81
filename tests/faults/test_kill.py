"""A server that is killed without warning has lost nothing that it acknowledged."""

from bench.crash import trial


def test_creates_survive_kill_minus_nine_exactly_once(tmp_path):
    outcome = trial(tmp_path, creates=120, kills=3, connections=4, seed=20261122)

    assert outcome.broken == []
    assert outcome.retries >= 3
