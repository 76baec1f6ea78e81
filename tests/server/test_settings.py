from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network
from pathlib import Path

import pytest

from server.settings import Settings, SettingsError, from_environ

SECRET = "a secret of at least thirty-two characters"


@pytest.fixture
def read(tmp_path):
    """Settings of a home of its own, with some variables set."""

    def read(**variables: str) -> Settings:
        environ = {f"CHARTER_{name}": value for name, value in variables.items()}
        return from_environ({"CHARTER_HOME": str(tmp_path / "home"), **environ})

    return read


def test_without_any_variable_everything_has_its_documented_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    settings = from_environ({})

    assert settings.home == tmp_path / "var"
    assert settings.database_url == f"sqlite:///{tmp_path}/var/charter.db"
    assert (settings.host, settings.port, settings.workers) == ("127.0.0.1", 8080, 1)
    assert settings.counters_url is settings.files_url is settings.smtp_url is None
    assert settings.trusted_proxies == settings.webhook_allow_networks == ()
    assert settings.document.name == "openapi.yaml"


def test_as_much_work_may_be_in_flight_as_the_database_can_do(read):
    grown = read(DATABASE_URL="postgresql://db/charter", DATABASE_POOL="20")

    assert grown.in_flight == 2 * 20
    assert read().in_flight > 2 * 20  # SQLite: one writer takes what waits as one batch
    assert read(IN_FLIGHT="5").in_flight == 5


@pytest.mark.parametrize(
    ("variables", "url"),
    [
        ({}, "http://127.0.0.1:8080"),
        (
            {"REQUIRE_HTTPS": "true", "HOST": "api.example.com", "PORT": "443"},
            "https://api.example.com:443",
        ),
        ({"BASE_DOMAIN": "example.com"}, "https://{tenant}.example.com"),
    ],
)
def test_callers_are_told_where_the_server_is(read, variables, url):
    assert read(**variables).base_url == url


def test_an_empty_variable_is_an_absent_one(read):
    assert read(PORT="", BASE_DOMAIN=" ").port == 8080


def test_values_are_read_as_what_they_mean(read):
    settings = read(
        PORT="9000",
        REQUIRE_HTTPS="yes",
        TRUSTED_PROXIES="10.0.0.0/8, ::1",
        BASE_DOMAIN="API.example.com",
        REQUEST_TIMEOUT="2.5",
        DATABASE_URL="postgresql+psycopg://me:pw@db/charter",
        SECRET=SECRET,
    )

    assert settings.port == 9000
    assert settings.require_https is True
    assert settings.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("::1"))
    assert settings.base_domain == "api.example.com"
    assert settings.request_timeout == 2.5
    assert settings.secret == SECRET.encode()


@pytest.mark.parametrize(
    ("name", "bad", "allowed"),
    [
        ("PORT", "http", "a whole number from 0 to 65535"),
        ("PORT", "65536", "a whole number from 0 to 65535"),
        ("PORT", "-1", "a whole number from 0 to 65535"),
        ("WORKERS", "0", "a whole number from 1 to 256"),
        ("WORKERS", "٣", "a whole number"),
        ("REQUIRE_HTTPS", "maybe", "true or false"),
        ("REQUEST_TIMEOUT", "nan", "a number from 0.1 to 3600"),
        ("VALIDATE_RESPONSES", "sometimes", "one of full, sampled, off"),
        ("DATABASE_URL", "mysql://db/charter", "a URL that begins with sqlite:// or postgresql://"),
        ("COUNTERS_URL", "localhost:6379", "a URL that begins with redis://"),
        ("SMTP_URL", "smtp://host:port", "a URL that begins with smtp://"),
        ("BASE_DOMAIN", "https://example.com/", "a domain name such as api.example.com"),
        ("TRUSTED_PROXIES", "10.0.0.1/8", "networks such as 10.0.0.0/8"),
        ("DOCUMENT", "/nowhere/openapi.yaml", "the path of a file"),
        ("METRICS", "everybody", "one of loopback, key, off"),
    ],
)
def test_a_bad_value_is_refused_by_name_with_what_is_allowed(read, name, bad, allowed):
    with pytest.raises(SettingsError) as refused:
        read(**{name: bad})

    assert str(refused.value).startswith(f"CHARTER_{name} is {bad!r}, but must be ")
    assert allowed in str(refused.value)


@pytest.mark.parametrize(
    ("name", "bad"), [("SECRET", "hunter2"), ("DATABASE_URL", "mysql://me:hunter2@db/charter")]
)
def test_a_refusal_never_repeats_a_password(read, name, bad):
    with pytest.raises(SettingsError) as refused:
        read(**{name: bad})

    assert f"CHARTER_{name} is set, but must be" in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_the_settings_never_print_what_is_secret(read):
    settings = read(SECRET=SECRET, DATABASE_URL="postgresql://me:hunter2@db/charter")

    assert "hunter2" not in repr(settings)
    assert SECRET not in repr(settings)


def test_the_first_start_keeps_a_secret_that_only_its_owner_can_read(read, tmp_path):
    first = read().secret

    assert read().secret == first
    assert len(first) >= 32
    assert (tmp_path / "home" / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret"]


def test_processes_that_start_together_agree_on_the_secret(read):
    with ThreadPoolExecutor(16) as pool:
        seen = set(pool.map(lambda _: read().secret, range(64)))

    assert len(seen) == 1


def test_a_given_secret_leaves_none_in_the_home(read, tmp_path):
    read(SECRET=SECRET)

    assert list((tmp_path / "home").iterdir()) == []


def test_a_home_that_cannot_be_written_is_refused_by_name(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(SettingsError, match=r"CHARTER_HOME is '.*/file/home'"):
        from_environ({"CHARTER_HOME": str(tmp_path / "file" / "home")})


def test_a_damaged_secret_is_refused_rather_than_replaced(read, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "secret").write_text("short\n")

    with pytest.raises(SettingsError, match=r"CHARTER_HOME .* holds fewer than 32 characters"):
        read()


def test_files_lie_in_the_home_or_where_the_address_says(tmp_path):
    home = {"CHARTER_HOME": str(tmp_path)}

    assert from_environ(home).files == tmp_path / "files"
    elsewhere = from_environ({**home, "CHARTER_FILES_URL": "file:///srv/my%20files"})
    assert elsewhere.files == Path("/srv/my files")


def test_webhooks_go_to_public_hosts_and_usual_ports_unless_it_is_said_otherwise(read):
    plain = read()
    given = read(WEBHOOK_PORTS="443, 9000", DELIVER="false", DELIVERY_IN_FLIGHT="10")

    assert plain.webhook_ports == {80, 443, 8080, 8443}
    assert (plain.deliver, plain.delivery_in_flight) == (True, 256)
    assert plain.require_verified_domains is False
    assert given.webhook_ports == {443, 9000}
    assert (given.deliver, given.delivery_in_flight) == (False, 10)


@pytest.mark.parametrize("ports", ["0", "http", "80;443", "70000", "80,"])
def test_what_is_no_list_of_ports_is_refused(read, ports):
    with pytest.raises(SettingsError, match="CHARTER_WEBHOOK_PORTS"):
        read(WEBHOOK_PORTS=ports)
