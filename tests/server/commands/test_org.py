from models.platform import key


def test_an_organization_is_made_with_a_key_that_has_all_scopes(migrated):
    made = migrated("org", "create", "io.example.acme", "--json").json()

    assert set(made) == {"organization", "key"}
    assert made["organization"]["name"] == "io.example.acme"
    assert made["organization"]["handle"] == "io_example_acme"
    assert key.parse(made["key"]) is not None


def test_people_see_the_key_once_and_read_that_it_is_once(migrated):
    shown = migrated("org", "create", "io.example.acme")

    assert shown.status == 0
    assert "shown this once" in shown.out
    assert shown.out.count("charter_live_") == 1


def test_a_taken_name_is_refused_in_one_line(migrated):
    migrated("org", "create", "io.example.acme")

    refused = migrated("org", "create", "io.example.acme")

    assert refused.status == 1
    assert refused.err == "charter: The organization name io.example.acme is taken.\n"


def test_a_malformed_name_is_refused_with_what_it_must_be(migrated):
    refused = migrated("org", "create", "Acme Inc.")

    assert refused.status == 1
    assert refused.err.startswith("charter: name: It must be a reverse domain")
