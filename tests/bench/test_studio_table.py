from bench.studio_table import Row, table


def test_the_table_says_what_holds():
    rows = [Row("a", "1", "< 2", holds=True), Row("b", "3", "< 2", holds=False)]

    assert table(rows).splitlines()[2:] == ["| a | 1 | < 2 | yes |", "| b | 3 | < 2 | no |"]
