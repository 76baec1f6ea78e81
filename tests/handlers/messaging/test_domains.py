"""A host is proven by a file that only its owner can put there; it is looked for by https, and compared strictly."""

import certificates
import pytest
from aiohttp import web
from receiver import Receiver
from sorting_office import (
    DOMAINS,
    ENVIRON,
    NOWHERE,
    data,
    ids,
    named,
    now,
    opened,
    queue,
    refused,
    told,
    under,
    work,
)

HOST = certificates.HOST
WEEK = 604_800_000


def domain(owner, **more):
    return data(owner.post(DOMAINS, json={"alias": named("domain"), "hostname": HOST} | more))


def serving(content, status=200):
    """A host that has this file, whatever it is asked for."""

    def reply(_got):
        return web.Response(status=status, body=content)

    return Receiver(reply, tls=certificates.pair()[0])


def looked_for(cast, owner, made):
    """Have the file looked for where the name leads to this machine."""
    told(owner.post(f"{DOMAINS}/{made['id']}/verify"))
    work(cast, tls=certificates.pair()[1], look=lambda _host, _port: ["127.0.0.1"])
    return data(owner.get(f"{DOMAINS}/{made['id']}"))["verification"]


def test_a_domain_comes_with_the_file_that_proves_it(cast, alice):
    made = domain(alice, port=8443)

    file = made["challenge"]["https"]
    assert (made["hostname"], made["port"], made["name"]) == (HOST, 8443, made["alias"])
    assert made["verification"] == {"verified": False}
    assert file["context_path"] == "/.well-known/charter"
    assert file["expires_at"] - file["created_at"] == WEEK
    assert file["created_at"] == now(cast)
    assert len(file["file_content"]) >= 32
    assert domain(alice)["challenge"]["https"]["file_content"] != file["file_content"]
    assert domain(alice)["port"] == 443


def test_a_file_that_is_there_verifies_it(cast, alice):
    content = []
    host = Receiver(lambda _got: web.Response(text=content[0]), tls=certificates.pair()[0])
    with host as receiver:
        made = domain(alice, port=receiver.port)
        file = made["challenge"]["https"]
        content.append(file["file_content"])

        found = looked_for(cast, alice, made)

    (got,) = receiver.got
    assert (got.method, got.path) == ("GET", f"{file['context_path']}/{file['file_name']}")
    assert got.headers["host"] == f"{HOST}:{receiver.port}"
    assert found == {"verified": True, "verified_at": now(cast), "checked_at": now(cast)}


@pytest.mark.parametrize(
    ("content", "status", "error"),
    [
        (b"", 200, "another content"),
        (b"something else", 200, "another content"),
        (b"x" * 100_000, 200, "another content"),
        (b"", 404, "status 404"),
        (b"", 500, "status 500"),
        (b"", 302, "status 302"),
    ],
)
def test_anything_else_does_not(cast, alice, content, status, error):
    with serving(content, status) as receiver:
        found = looked_for(cast, alice, domain(alice, port=receiver.port))

    assert found == {"verified": False, "checked_at": now(cast), "error": error}


def test_a_part_of_the_content_or_more_than_it_does_not(cast, alice):
    content = []
    host = Receiver(lambda _got: web.Response(text=content[0]), tls=certificates.pair()[0])
    with host as receiver:
        made = domain(alice, port=receiver.port)
        right = made["challenge"]["https"]["file_content"]
        found = []
        for wrong in (right[:-1], f"{right}\n", f" {right}", right.swapcase()):
            content[:] = [wrong]
            found.append(looked_for(cast, alice, made)["verified"])

    assert found == [False] * 4


def test_a_certificate_that_nobody_knows_does_not(cast, alice):
    with serving(b"") as receiver:
        made = domain(alice, port=receiver.port)
        told(alice.post(f"{DOMAINS}/{made['id']}/verify"))
        work(cast, look=lambda _host, _port: ["127.0.0.1"])

    found = data(alice.get(f"{DOMAINS}/{made['id']}"))["verification"]
    assert found["verified"] is False
    assert receiver.got == []


def test_the_answer_of_verify_says_how_it_is_now(alice):
    made = domain(alice)

    answer = alice.post(f"{DOMAINS}/{made['id']}/verify")

    assert data(answer)["verification"] == {"verified": False}
    assert told(answer)["_links"]["self"]["href"] == f"{DOMAINS}/{made['id']}"


def test_a_file_whose_time_is_over_is_replaced_by_another(cast, alice):
    made = domain(alice)
    cast.clock.advance(days=8)

    after = data(alice.post(f"{DOMAINS}/{made['id']}/verify"))["challenge"]["https"]

    assert after["file_content"] != made["challenge"]["https"]["file_content"]
    assert after["expires_at"] - now(cast) in range(WEEK - 10, WEEK + 1)


@pytest.mark.parametrize("change", [{"port": 8443}, {"hostname": "other.example.com"}])
def test_another_host_or_port_has_to_be_proven_anew(cast, alice, change):
    content = []
    host = Receiver(lambda _got: web.Response(text=content[0]), tls=certificates.pair()[0])
    with host as receiver:
        made = domain(alice, port=receiver.port)
        content.append(made["challenge"]["https"]["file_content"])
        assert looked_for(cast, alice, made)["verified"]
    path, same = f"{DOMAINS}/{made['id']}", {"hostname": HOST, "port": made["port"]}

    renamed = data(alice.put(path, json=same | {"alias": named("domain")}))
    moved = data(alice.put(path, json=same | {"alias": named("domain")} | change))

    assert renamed["verification"]["verified"] is True
    assert renamed["challenge"] == made["challenge"]
    assert moved["verification"] == {"verified": False}
    assert moved["challenge"] != made["challenge"]


@pytest.mark.parametrize(
    ("content", "status", "place"),
    [
        ({"hostname": "10.0.0.1"}, 422, "body.hostname"),
        ({"hostname": "169.254.169.254"}, 422, "body.hostname"),
        ({"hostname": "0x7f.1"}, 422, "body.hostname"),
        ({"hostname": "EXAMPLE.com"}, 400, "body.hostname"),
        ({"hostname": "example.com/path"}, 400, "body.hostname"),
        ({"hostname": "me@example.com"}, 400, "body.hostname"),
        ({"hostname": "[::1]"}, 400, "body.hostname"),
        ({"hostname": "-a.example"}, 400, "body.hostname"),
        ({"hostname": HOST, "port": 0}, 400, "body.port"),
        ({"hostname": HOST, "port": 65_536}, 400, "body.port"),
        ({}, 400, "body.hostname"),
    ],
)
def test_a_host_that_cannot_be_is_refused_with_its_place(alice, content, status, place):
    answer = alice.post(DOMAINS, json={"alias": named("domain")} | content)

    found, places = refused(answer)
    assert (found, set(places)) == (status, {place})


def test_domains_are_listed_changed_and_deleted(office):
    one, other = domain(office), domain(office)
    assert ids(office.get(DOMAINS)) == [one["id"], other["id"]]
    taken = {"alias": other["name"], "hostname": HOST}
    assert refused(office.put(f"{DOMAINS}/{one['id']}", json=taken))[0] == 422
    assert refused(office.post(DOMAINS, json=taken))[0] == 422

    assert data(office.delete(f"{DOMAINS}/{one['id']}")) == {"id": one["id"]}

    assert ids(office.get(DOMAINS)) == [other["id"]]
    assert office.get(f"{DOMAINS}/{one['id']}").status == 404


def test_a_domain_that_is_not_there_is_not_found(alice, charlie):
    made = domain(alice)
    for caller, id in ((alice, NOWHERE), (charlie, made["id"])):
        path = f"{DOMAINS}/{id}"
        content = {"alias": named("domain"), "hostname": HOST}
        assert caller.get(path).status == caller.delete(path).status == 404
        assert caller.put(path, json=content).status == 404
        assert caller.post(f"{path}/verify").status == 404


def test_where_it_is_demanded_listeners_lie_on_verified_domains(applications):
    strict = applications(**ENVIRON, CHARTER_REQUIRE_VERIFIED_DOMAINS="true")
    owner = opened(strict)
    box, content = queue(owner), []

    def asked(host):
        place = f"https://{host}/hook"
        listening = {"name": named("listener"), "notify_url": place, "liveness_url": place}
        return owner.post(under(box, "listeners"), json=listening)

    host = Receiver(lambda _got: web.Response(text=content[0]), tls=certificates.pair()[0])
    with host as receiver:
        made = domain(owner, port=receiver.port)
        both = ["body.notify_url", "body.liveness_url"]
        assert refused(asked(HOST)) == (422, both)
        content.append(made["challenge"]["https"]["file_content"])
        assert looked_for(strict, owner, made)["verified"]

    assert told(asked(HOST))
    assert refused(asked(f"sub.{HOST}")) == (422, both)
    other = opened(strict)
    box, owner = queue(other), other
    assert refused(asked(HOST)) == (422, both)
