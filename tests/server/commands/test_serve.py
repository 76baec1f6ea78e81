import os
import signal
import socket
import ssl
import subprocess
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import copied
import httpx
import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from process import COMMAND, Serving


@pytest.fixture
def served(migrated, home):
    with Serving(home) as serving:
        yield serving


def test_it_says_where_it_serves_and_answers_there(served):
    answer = httpx.get(f"{served.url}/readyz")

    assert answer.status_code == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_it_stops_when_told_to(migrated, home, number):
    with Serving(home) as serving:
        status, err = serving.stop(number)

    assert status == 0
    assert "Traceback" not in err


def test_an_answer_that_is_on_its_way_when_it_is_told_to_stop_is_finished(migrated, home):
    org = migrated("org", "create", "io.example.acme", "--json").json()
    head = (
        "POST /registry/v1/resources HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        f"Authorization: Bearer {org['key']}\r\nX-Request-ID: graceful\r\n"
        "Content-Type: application/json\r\nContent-Length: 36\r\n\r\n"
    )
    body = '{"kind": "vehicle", "name": "Van 1"}'
    with Serving(home) as serving:
        host, port = serving.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=30) as connection:
            connection.sendall(head.encode() + body[:10].encode())
            assert (
                httpx.get(f"{serving.url}/healthz").status_code == 200
            )  # the half of it has arrived
            stopping = threading.Thread(target=serving.stop)
            stopping.start()
            _wait_until_refused(serving.url)
            connection.sendall(body[10:].encode())
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        stopping.join()

    assert answer.startswith(b"HTTP/1.1 201 ")


def _wait_until_refused(url: str) -> None:
    """Return once nobody new is let in any more."""
    for _ in range(100_000):
        try:
            httpx.get(f"{url}/healthz")
        except httpx.TransportError:
            return
    raise AssertionError("the server still lets everybody in")


def test_several_workers_serve_one_port(migrated, home):
    with Serving(home, "--workers", "2") as serving:
        answers = {httpx.get(f"{serving.url}/healthz").status_code for _ in range(20)}

    assert answers == {200}


def test_several_workers_tell_one_set_of_metrics(migrated, home):
    with Serving(home, "--workers", "2") as serving:
        for _ in range(20):
            httpx.get(f"{serving.url}/healthz")
        shown = httpx.get(f"{serving.url}/metrics").text

    assert "charter_requests_total" in shown
    assert "pid=" not in shown
    assert list((home / "metrics").glob("counter_*.db"))


def test_workers_share_the_count_of_a_rate_limit(migrated, home):
    org = migrated("org", "create", "io.example.limits", "--json").json()
    headers = {"Authorization": f"Bearer {org['key']}", "Connection": "close"}

    with Serving(home, "--workers", "2", CHARTER_RATE_LIMIT_SCALE="0.01") as serving:
        answers = [
            httpx.get(f"{serving.url}/platform/v1/organization", headers=headers) for _ in range(40)
        ]

    allowed = Counter(
        answer.headers["x-ratelimit-reset"] for answer in answers if answer.status_code == 200
    )
    assert max(allowed.values()) == 12  # in one minute; the next may begin meanwhile


def test_http2_is_spoken_without_tls_too(served):
    with httpx.Client(http1=False, http2=True) as client:
        answer = client.get(f"{served.url}/healthz")

    assert answer.http_version == "HTTP/2"


@pytest.fixture
def certificate(tmp_path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    address = x509.IPAddress(ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert, private = tmp_path / "cert.pem", tmp_path / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert, private


def test_with_a_certificate_it_serves_tls_with_http2(migrated, home, certificate):
    cert, key = certificate
    with Serving(home, "--tls-cert", str(cert), "--tls-key", str(key), verify=str(cert)) as serving:
        context = ssl.create_default_context(cafile=cert)
        with httpx.Client(http2=True, verify=context) as client:
            answer = client.get(f"{serving.url}/healthz")

    assert serving.url.startswith("https://")
    assert (answer.status_code, answer.http_version) == (200, "HTTP/2")


def test_a_certificate_without_its_key_is_refused(migrated, certificate):
    refused = migrated("serve", "--tls-cert", str(certificate[0]))

    assert (refused.status, refused.err) == (1, "charter: --tls-cert and --tls-key go together\n")


def test_a_port_that_is_taken_is_refused_rather_than_shared(migrated, served):
    port = served.url.rpartition(":")[2]

    refused = migrated("serve", "--port", port)

    assert refused.status == 1
    assert (
        refused.err == f"charter: cannot listen on 127.0.0.1 port {port}: Address already in use\n"
    )


def test_without_a_schema_it_does_not_start(charter):
    refused = charter("serve", "--port", "0")

    assert refused.status == 1
    assert refused.err.endswith("run: charter db upgrade\n")


def test_a_wrong_option_is_told_by_the_name_of_its_setting(charter):
    refused = charter("serve", "--workers", "many")

    assert refused.status == 1
    assert refused.err.startswith("charter: CHARTER_WORKERS is 'many', but must be ")


@pytest.fixture
def document(tmp_path):
    """The document in a folder of its own, to be changed."""
    folder = tmp_path / "document"
    folder.mkdir()
    return copied.document(folder)


def test_an_unknown_rule_stops_the_start_with_its_place(migrated, document, monkeypatch):
    text = document.read_text()
    document.write_text(text.replace("      head: get\n", "      head: get\n      tail: get\n", 1))
    monkeypatch.setenv("CHARTER_DOCUMENT", str(document))

    refused = migrated("serve", "--port", "0")

    assert refused.status == 1
    assert refused.err.count("\n") == 1
    assert "openapi.yaml" in refused.err
    assert "tail" in refused.err


def test_an_operation_without_a_handler_stops_the_start(migrated, document, monkeypatch):
    chapter = document.parent / "openapi" / "registry.yaml"
    chapter.write_text(chapter.read_text().replace("listResources", "listThings"))
    monkeypatch.setenv("CHARTER_DOCUMENT", str(document))

    refused = migrated("serve", "--port", "0")

    assert refused.status == 1
    assert refused.err.count("\n") == 1
    assert "listThings: no function list_things" in refused.err


def test_what_only_a_worker_notices_stops_the_server_with_one_line(migrated, home, document):
    chapter = document.parent / "openapi" / "registry.yaml"
    content = yaml.safe_load(chapter.read_text())
    content["paths"]["/resources"]["get"]["parameters"].append(
        {
            "name": "colour",
            "in": "query",
            "schema": {"type": "string"},
            "description": "-",
            "example": "red",
        }
    )
    chapter.write_text(yaml.safe_dump(content, sort_keys=False))
    environ = {**os.environ, "CHARTER_HOME": str(home), "CHARTER_DOCUMENT": str(document)}

    stopped = subprocess.run(
        [*COMMAND, "serve", "--port", "0", "--workers", "2"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    told = [
        line for line in stopped.stderr.splitlines() if not line.startswith("{")
    ]  # beside the log
    assert stopped.returncode == 1
    assert len(told) == 1
    assert "colour" in told[0]
