def test_the_first_upgrade_makes_the_schema_and_the_second_finds_it(charter, home):
    first, second = charter("db", "upgrade"), charter("db", "upgrade")

    assert (first.status, second.status) == (0, 0)
    assert first.out == "The database now has the schema of this version.\n"
    assert second.out == "The database is up to date.\n"
    assert (home / "charter.db").is_file()
