from ipaddress import ip_address, ip_network

import pytest

from models.delivery.address import Forbidden, Rules, check, target

PUBLIC = Rules()
LOCAL = Rules(networks=(ip_network("127.0.0.0/8"),))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",  # metadata of a cloud
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",  # metadata of a cloud, in a public network
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3ffe::1",
        "3fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_what_is_not_public_is_refused(address):
    with pytest.raises(Forbidden, match="address"):
        check([ip_address(address)], 443, PUBLIC)


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.32.0.0",
        "169.253.255.255",
        "192.0.1.1",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
    ],
)
def test_what_is_public_may_be_called(address):
    check([ip_address(address)], 443, PUBLIC)


def test_one_bad_address_among_good_ones_refuses_them_all():
    with pytest.raises(Forbidden, match="loopback"):
        check([ip_address("1.1.1.1"), ip_address("::1")], 443, PUBLIC)


def test_allowing_a_translator_does_not_allow_what_lies_behind_it():
    translator = Rules(networks=(ip_network("64:ff9b::/96"),))
    check([ip_address("64:ff9b::808:808")], 443, translator)
    with pytest.raises(Forbidden, match="link-local"):
        check([ip_address("64:ff9b::a9fe:a9fe")], 443, translator)


def test_an_allowed_network_is_allowed_on_every_port_and_no_other_is():
    assert target("http://127.0.0.1:4711/", LOCAL).port == 4711
    check([ip_address("127.0.0.2")], 22, LOCAL)
    for address, port in (("10.0.0.1", 443), ("1.1.1.1", 22), ("::ffff:127.0.0.1", 443)):
        with pytest.raises(Forbidden):
            check([ip_address(address)], port, LOCAL)


@pytest.mark.parametrize(
    "host",
    [
        "127.1",
        "0x7f.1",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "0177.0.0.1",
        "127.0.0.01",
        "127.0.0.1.",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3",
        "a.0x7f",
        "0",
        "127。1",
    ],
)
def test_an_odd_spelling_of_an_ipv4_address_is_refused(host):
    with pytest.raises(Forbidden):
        target(f"https://{host}/", LOCAL)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "\uff11\uff12\uff17.\uff10.\uff10.\uff11",
        "127。0。0。1",
        "[::1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:0:0:1]",
    ],
)
def test_a_literal_is_judged_at_once(host):
    with pytest.raises(Forbidden, match="address"):
        target(f"https://{host}/hook", PUBLIC)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.com/", "http"),
        ("file:///etc/passwd", "http"),
        ("//example.com/", "http"),
        ("https:///path", "http"),
        ("example.com", "http"),
        ("", "http"),
        ("https://user@example.com/", "credentials"),
        ("https://user:secret@example.com/", "credentials"),
        ("https://example.com@127.0.0.1/", "credentials"),
        ("https://127.0.0.1\\@example.com/", "percent-encoded"),
        ("https://example.com/#part", "fragment"),
        ("https://example.com/a b", "percent-encoded"),
        ("https://example.com/a\nb", "percent-encoded"),
        ("https://exa\tmple.com/", "percent-encoded"),
        ("https://example.com/é", "percent-encoded"),
        (" https://example.com/", "percent-encoded"),
        ("https://example.com:0/", "port"),
        ("https://example.com:22/", "port 22"),
        ("https://example.com:99999/", "not a URL"),
        ("https://example.com:1x/", "not a URL"),
        ("https://[::1/", "not a URL"),
        ("https://[fe80::1%25eth0]/", "address|URL"),
        ("https://example.com./", "host name"),
        ("https://.example.com/", "host name"),
        ("https://exa..mple.com/", "host name"),
        ("https://-example.com/", "host name"),
        ("https://ex*mple.com/", "host name"),
        ("https://xn--\u2603.com/", "host name"),
        ("https://" + "a." * 130 + "com/", "host name"),
        ("https://example.com/" + "a" * 2048, "longer"),
    ],
)
def test_a_url_that_could_be_read_in_two_ways_is_refused(url, reason):
    with pytest.raises(Forbidden, match=reason):
        target(url, PUBLIC)


def test_the_parts_of_a_good_url_are_what_is_called():
    found = target("https://Hooks.Example.com:8443/in/box?a=1&b=%20", PUBLIC)
    assert (found.scheme, found.host, found.port) == ("https", "hooks.example.com", 8443)
    assert found.url == "https://hooks.example.com:8443/in/box?a=1&b=%20"
    assert target("HTTPS://example.com:443", PUBLIC).url == "https://example.com/"
    assert target("http://[2606:4700::1111]", PUBLIC).url == "http://[2606:4700::1111]/"


def test_a_name_in_another_script_is_called_by_its_ascii_form():
    assert target("https://bücher.example/", PUBLIC).host == "xn--bcher-kva.example"
    assert target("https://BÜCHER.example/", PUBLIC).host == "xn--bcher-kva.example"


def test_a_name_with_an_odd_port_may_lie_in_an_allowed_network():
    assert target("http://hooks.internal:9000/", LOCAL).address is None
