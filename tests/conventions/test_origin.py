"""Where a call comes from is not what it says, but what a trusted proxy says."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.errors import HttpsRequired
from conventions import origin

PROXIES = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.1", None, "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1,10.0.0.3 , 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "198.51.100.1:50123", "198.51.100.1"),
        ("10.0.0.1", "[2001:db8::1]:50123", "2001:db8::1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.1", "198.51.100.1, unknown", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1,,10.0.0.2", "10.0.0.2"),
        ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("fd00::1", "::ffff:198.51.100.1", "198.51.100.1"),
        ("testclient", "198.51.100.1", "testclient"),
    ],
)
def test_the_client_is_the_last_hop_that_is_no_trusted_proxy(peer, forwarded, expected):
    assert origin.seen_by(peer, "http", forwarded, None, PROXIES)[0] == expected


@pytest.mark.parametrize(
    ("peer", "proto", "expected"),
    [
        ("203.0.113.9", "https", "http"),
        ("10.0.0.1", "https", "https"),
        ("10.0.0.1", "HTTPS", "https"),
        ("10.0.0.1", "https, http", "http"),
        ("10.0.0.1", "http, https", "https"),
        ("10.0.0.1", None, "http"),
        ("10.0.0.1", "", "http"),
    ],
)
def test_the_scheme_is_believed_from_the_nearest_trusted_proxy_only(peer, proto, expected):
    assert origin.seen_by(peer, "http", None, proto, PROXIES)[1] == expected


@given(st.text(alphabet="0123456789abcdef.:[], \t%", max_size=60))
def test_whatever_a_caller_forges_the_proxys_own_entry_decides(forged):
    seen, _ = origin.seen_by("10.0.0.1", "http", f"{forged}, 198.51.100.1", None, PROXIES)

    assert seen == "198.51.100.1"


@given(st.text(max_size=60))
def test_what_is_seen_is_always_an_address(forwarded):
    seen, _ = origin.seen_by("10.0.0.1", "http", forwarded, None, PROXIES)

    assert ip_address(seen)


def test_without_proxies_there_is_no_link():
    assert origin.bind_location(()) is None


def test_the_link_replaces_address_and_scheme(exchange):
    call = exchange(
        address="10.0.0.1",
        headers={"x-forwarded-for": "198.51.100.1", "x-forwarded-proto": "https"},
    )

    origin.bind_location(PROXIES)(call)

    assert (call.address, call.scheme) == ("198.51.100.1", "https")


def test_plain_http_is_refused_where_https_is_required(exchange):
    with pytest.raises(HttpsRequired):
        origin.bind_https(required=True)(exchange(scheme="http"))


def test_https_is_let_in_and_kept_to(exchange):
    call = exchange(scheme="https")

    origin.bind_https(required=True)(call)

    assert call.answer_headers == [(b"strict-transport-security", b"max-age=31536000")]


def test_without_the_demand_there_is_no_link_for_https():
    assert origin.bind_https(required=False) is None


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("io-example-acme.api.example.com", "io-example-acme"),
        ("IO-Example-Acme.API.example.com:8080", "io-example-acme"),
        ("io-example-acme.api.example.com.", "io-example-acme"),
        ("api.example.com", None),
        ("evilapi.example.com", None),
        ("io-example-acme.api.example.com.evil.test", None),
        ("[::1]:8080", None),
        ("", None),
        (None, None),
    ],
)
def test_a_host_names_a_tenant_only_under_the_base_domain(host, expected):
    assert origin.tenant_label(host, "api.example.com") == expected
