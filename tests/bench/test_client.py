import http.server
import itertools
import json
import threading

import pytest

from bench.client import Client, OutOfTimeError


class Script(http.server.BaseHTTPRequestHandler):
    """Answers by a list: a status, or nothing at all (the connection breaks)."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.headers["X-Idempotency-Key"], self.headers["X-Request-ID"]))
        status, headers = self.server.answers.pop(0)
        if status is None:
            self.close_connection = True
            return
        body = json.dumps({"status": status}).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def server():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Script) as server:
        server.seen, server.answers = [], []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def client(server):
    client = Client(
        f"http://127.0.0.1:{server.server_port}", "key", wait=lambda _s: None, patience=60
    )
    yield client
    client.close()


@pytest.mark.parametrize(
    "first", [(503, {}), (504, {}), (409, {"Retry-After": "1"}), (None, {})], ids=str
)
def test_an_unsettled_call_is_asked_again_with_the_same_idempotency_key(server, client, first):
    server.answers = [first, (201, {})]

    answer = client.post("/x", {}, idempotency_key="k")

    assert (answer.status, answer.content) == (201, {"status": 201})
    assert [key for key, _ in server.seen] == ["k", "k"]
    assert len({request_id for _, request_id in server.seen}) == 2
    assert client.retries == 1


def test_a_given_request_id_is_kept_in_every_try(server, client):
    server.answers = [(None, {}), (201, {})]

    client.post("/x", {}, idempotency_key="k", request_id="r")

    assert server.seen == [("k", "r"), ("k", "r")]


def test_a_conflict_is_an_answer(server, client):
    server.answers = [(409, {})]

    assert client.post("/x", {}, idempotency_key="k").status == 409


def test_patience_ends(server):
    server.answers = [(503, {})] * 3
    seconds = itertools.count()
    client = Client(
        f"http://127.0.0.1:{server.server_port}",
        "key",
        patience=2,
        clock=lambda: next(seconds),
        wait=lambda _s: None,
    )

    with pytest.raises(OutOfTimeError, match="503"):
        client.post("/x", {}, idempotency_key="k")

    client.close()


def test_a_rate_limited_call_waits_as_long_as_it_is_told(server):
    server.answers = [(429, {"Retry-After": "7"}), (201, {})]
    waited = []
    client = Client(f"http://127.0.0.1:{server.server_port}", "key", wait=waited.append)

    assert client.post("/x", {}, idempotency_key="k").status == 201
    assert waited == [7.0]

    client.close()
