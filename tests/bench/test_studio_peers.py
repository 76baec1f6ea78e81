from bench.studio_peers import compared


def test_a_peer_that_costs_as_much_as_wanted_and_more_is_met():
    one, many = compared("FastAPI", (3, 3), (900.0, 5000.0), (300.0, 2000.0))

    assert (one.measured, one.holds) == ("300 µs, 900 µs (3.0 x)", True)
    assert (many.wanted, many.holds) == (">= 3 x", False)
