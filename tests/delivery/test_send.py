"""A receiver can answer what it likes: it costs a little time and a little memory, never more."""

import asyncio
import gzip
from ipaddress import ip_network

import pytest
from aiohttp import web
from receiver import Raw, Receiver, never

from delivery.answer import MOST
from delivery.send import Call, Sender
from models.delivery.address import Rules

HERE = Rules(networks=(ip_network("127.0.0.0/8"),))


def send(*calls, rules=HERE, **options):
    """Make the calls one after the other, with one pool of connections."""

    async def run():
        sender = Sender(rules, **options)
        try:
            return [await sender.send(call) for call in calls]
        finally:
            await sender.close()

    return asyncio.run(run())


def post(url, **values):
    return Call(url, **{"timeout": 20.0, "body": b"{}"} | values)


def test_a_redirect_is_not_followed(receiver):
    def elsewhere(_got):
        return web.Response(status=302, headers={"location": "http://169.254.169.254/"})

    receiver.reply = elsewhere
    (answer,) = send(post(receiver.url))
    assert (answer.status, answer.good) == (302, False)
    assert len(receiver.got) == 1


def test_connections_are_kept_for_the_next_call(receiver):
    send(*[post(receiver.url)] * 3)
    assert len({got.peer for got in receiver.got}) == 1


def test_of_a_huge_answer_a_little_is_read_and_the_connection_is_closed():
    written = 0

    async def talk(_reader, writer):
        nonlocal written
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 104857600\r\n\r\n")
        try:
            while written < 100 * 2**20:
                writer.write(b"x" * 65536)
                await writer.drain()
                written += 65536
        except OSError:
            pass
        finally:
            writer.close()

    async def run():
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        sender = Sender(HERE)
        port = server.sockets[0].getsockname()[1]
        answer = await sender.send(post(f"http://127.0.0.1:{port}/"))
        await sender.close()
        server.close()
        return answer

    answer = asyncio.run(run())
    assert (answer.status, len(answer.body), answer.complete) == (200, MOST, False)
    assert written < 50 * 2**20


def test_a_compressed_answer_stays_as_it_is(receiver):
    bomb = gzip.compress(b"\0" * 2**24, 9)

    def reply(got):
        assert got.headers["accept-encoding"] == "identity"
        return web.Response(body=bomb, headers={"content-encoding": "gzip"})

    receiver.reply = reply
    (answer,) = send(post(receiver.url))
    assert answer.body == bomb[:MOST]


def test_a_status_counts_though_the_rest_never_comes():
    head = b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n1"
    with Raw(says=head, hangs=True) as raw:
        (answer,) = send(post(raw.url, timeout=0.2))
    assert (answer.status, answer.good, answer.complete) == (200, True, False)


@pytest.mark.parametrize(
    ("says", "hangs", "error"),
    [
        (b"", True, "no answer in time"),
        (b"HTTP/1.1 200", True, "no answer in time"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", True, "no answer in time"),
        (b"", False, "the connection was closed"),
        (b"220 relay.example.com SMTP\r\n", False, "the answer is not HTTP"),
        (b"\x16\x03\x01\x00\xa5\x01", False, "the answer is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nx: " + b"a" * 20_000 + b"\r\n\r\n", False, "the answer is not HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"x: a\r\n" * 1000 + b"\r\n", False, "the answer is not HTTP"),
    ],
)
def test_what_is_no_answer_is_told_in_a_few_words(says, hangs, error):
    with Raw(says=says, hangs=hangs) as raw:
        (answer,) = send(post(raw.url, timeout=0.3 if hangs else 20))
    assert (answer.status, answer.error, answer.refused) == (None, error, False)


def test_who_never_answers_is_left_after_the_time_out(receiver):
    receiver.reply = never
    (answer,) = send(post(receiver.url, timeout=0.1))
    assert answer.error == "no answer in time"
    assert 90 <= answer.duration_ms < 5000


def test_no_cookie_is_kept(receiver):
    receiver.reply = lambda _got: web.Response(headers={"set-cookie": "a=b"})
    send(post(receiver.url), post(receiver.url))
    assert all("cookie" not in got.headers for got in receiver.got)


def test_a_name_is_called_at_its_address_under_its_name(receiver):
    (answer,) = send(
        post(f"http://hooks.example.com:{receiver.port}/in"), look=lambda *_: ["127.0.0.1"]
    )
    assert answer.status == 200
    assert receiver.got[0].headers["host"] == f"hooks.example.com:{receiver.port}"


def test_a_name_that_leads_inside_is_refused(receiver):
    for addresses in (["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], ["fe80::1%1"]):
        (answer,) = send(
            post("https://hooks.example.com/"), rules=Rules(), look=lambda *_, a=addresses: a
        )
        assert answer.refused
        assert "address" in answer.error


def test_a_name_that_is_not_found_may_be_found_later():
    def lost(*_):
        raise OSError("no such name")

    (answer,) = send(post("https://hooks.example.com/"), look=lost)
    assert (answer.refused, answer.error) == (False, "the name was not found")


def test_a_name_that_changes_its_answer_is_asked_once_for_a_connection(receiver):
    """The address that was checked is the address that is called: there is no second question."""
    asked = []

    def changes(host, _port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    name = post(f"http://hooks.example.com:{receiver.port}/")
    (answer,) = send(name, look=changes)
    assert (answer.status, asked) == (200, ["hooks.example.com"])


def test_a_literal_is_checked_where_the_socket_is_made():
    """Even if the reading of the URL let one pass, no socket is made for it."""

    async def run():
        sender = Sender(Rules())
        try:
            async with sender._session.get("http://127.0.0.1:80/"):
                raise AssertionError
        finally:
            await sender.close()

    with pytest.raises(Exception, match="loopback"):
        asyncio.run(run())


def test_tls_is_verified_against_the_name(certificate):
    server, client = certificate
    names = []
    server.sni_callback = lambda _socket, name, _context: names.append(name)

    with Receiver(tls=server) as receiver:
        url = f"https://hooks.example.com:{receiver.port}/"
        here = {"look": lambda *_: ["127.0.0.1"]}
        (good,) = send(post(url), tls=client, **here)
        (stranger,) = send(post(url), **here)
        (other,) = send(post(url.replace("hooks", "other")), tls=client, **here)
    assert (good.status, names[0]) == (200, "hooks.example.com")
    assert {stranger.error, other.error} == {"the certificate is not valid"}
    assert len(receiver.got) == 1
