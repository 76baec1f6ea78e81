from bench import results
from bench.wrk import Measured, parse


def measured(cpu, errors=0):
    return Measured(cpu=cpu, rate=1e6 / cpu, p50=1.0, p99=2.0, errors=errors)


def test_the_ratio_is_of_medians():
    rounds = {
        ("getResource", "charter"): [measured(100), measured(110), measured(900)],
        ("getResource", "FastAPI"): [measured(330), measured(300), measured(340)],
    }

    assert results.ratio(rounds, "getResource", "FastAPI") == 3.0


def test_a_round_with_errors_does_not_count():
    rounds = {
        ("getResource", "charter"): [measured(100), measured(1, errors=5)],
        ("getResource", "FastAPI"): [measured(300)],
    }

    assert results.ratio(rounds, "getResource", "FastAPI") == 3.0
    assert "| charter | 100 |" in results.markdown(rounds, seconds=1, load=(0, 0))


def test_a_server_without_a_valid_round_is_told():
    rounds = {("getResource", "charter"): [measured(1, errors=5)]}

    report = results.markdown(rounds, seconds=1, load=(0, 0))

    assert "| charter | no valid round (5 errors) |" in report


def test_goals_say_whether_they_are_met():
    rounds = {
        ("getResource", "charter"): [measured(100)],
        ("getResource", "connexion"): [measured(600)],
        ("getResource", "FastAPI"): [measured(290)],
    }

    report = results.markdown(rounds, seconds=1, load=(0, 0))

    assert "| getResource | connexion | 5.0 | 6.00 | met |" in report
    assert "| getResource | FastAPI | 3.0 | 2.90 | **missed** |" in report


def test_the_spread_is_the_interquartile_range():
    assert results.spread([1, 2, 3, 4, 5]) == 2
    assert results.spread([7]) == 0


def test_a_summary_of_wrk_becomes_microseconds_per_request():
    summary = (
        '{"requests": 1000, "duration": 2000000, "refused": 0, "broken": 0,'
        ' "p50": 1500, "p99": 9000}'
    )

    found = parse(f"Running 2s test\nSUMMARY {summary}\n", spent=0.5)

    assert found == Measured(cpu=500.0, rate=500.0, p50=1.5, p99=9.0, errors=0)


def test_refused_and_broken_requests_are_errors():
    summary = '{"requests": 10, "duration": 1000000, "refused": 2, "broken": 3, "p50": 1, "p99": 1}'

    assert parse(f"SUMMARY {summary}\n", spent=0.1).errors == 5
