from ipaddress import ip_network

import pytest

from server import values


@pytest.mark.parametrize("text", ["true", "YES", "on", "1"])
def test_four_words_mean_true(text):
    assert values.truth(text) is True


@pytest.mark.parametrize("text", ["false", "No", "off", "0"])
def test_four_words_mean_false(text):
    assert values.truth(text) is False


def test_the_ends_of_a_range_belong_to_it():
    read = values.integer(1, 256)

    assert (read("1"), read("256")) == (1, 256)


@pytest.mark.parametrize(
    "text", ["", "0", "257", "1.5", "1e2", "+1", " 1", "1_0", "0x1", "१", "9" * 5000]
)
def test_what_is_no_plain_whole_number_in_range_is_refused(text):
    with pytest.raises(ValueError, match="a whole number from 1 to 256"):
        values.integer(1, 256)(text)


@pytest.mark.parametrize("text", ["inf", "nan", "-1", "1e3", "11", ".5"])
def test_what_is_no_plain_decimal_in_range_is_refused(text):
    with pytest.raises(ValueError, match="a number from 0 to 10"):
        values.number(0, 10)(text)


@pytest.mark.parametrize(
    "text", ["postgresql://h/d", "postgresql+psycopg://h/d", "sqlite:////tmp/x.db"]
)
def test_a_url_may_name_its_driver(text):
    assert values.url("sqlite", "postgresql")(text) == text


@pytest.mark.parametrize(
    "text", ["postgres", "http://h", "sqlite:x", "postgresql://h:port/d", "postgresql://[/d"]
)
def test_any_other_url_is_refused_with_the_schemes(text):
    with pytest.raises(ValueError, match=r"a URL that begins with sqlite:// or postgresql://"):
        values.url("sqlite", "postgresql")(text)


@pytest.mark.parametrize("text", ["example.com", "localhost", "a-b.example"])
def test_a_domain_is_labels_with_dots(text):
    assert values.domain(text.upper()) == text


@pytest.mark.parametrize("text", ["-a.com", "a..b", "a.com.", "a_b.com", "a/b", "x" * 64])
def test_what_is_no_domain_is_refused(text):
    with pytest.raises(ValueError, match="a domain name"):
        values.domain(text)


def test_networks_are_separated_by_commas_and_may_be_single_addresses():
    assert values.networks("10.0.0.0/8,192.0.2.1 , fd00::/8") == (
        ip_network("10.0.0.0/8"),
        ip_network("192.0.2.1/32"),
        ip_network("fd00::/8"),
    )


@pytest.mark.parametrize("text", ["10.0.0.1/8", "10.0.0.0/33", "here", "10.0.0.0/8,"])
def test_what_is_no_network_is_refused(text):
    with pytest.raises(ValueError, match="networks such as"):
        values.networks(text)


def test_a_secret_is_counted_in_bytes():
    assert values.secret("ä" * 16) == ("ä" * 16).encode()
    with pytest.raises(ValueError, match="at least 32 characters"):
        values.secret("a" * 31)
