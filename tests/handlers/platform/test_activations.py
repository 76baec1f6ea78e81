"""Operations under /activations, and the mail that goes with them."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

import pytest
from answers import told

from models.platform import activation

ACTIVATIONS = "/platform/v1/activations"
CONFIRM = f"{ACTIVATIONS}/confirm"
RESOURCES = "/registry/v1/resources"
BODY = {"app": "Reports", "contactEmail": "it@example.com", "scopes": ["registry:read"]}


def create(client, **more):
    answer = client.post(ACTIVATIONS, json=BODY | more)
    assert answer.status == 201, answer
    return answer.json()


def stop(client, activation):
    return client.post(f"{ACTIVATIONS}/{activation['id']}/deactivate")


def mail_of(cast, activation):
    (found,) = (text for text in cast.mails() if f"_{activation['keyId']}_" in text)
    return message_from_bytes(found.encode(), policy=policy.default)


def test_a_new_activation_is_in_review(alice):
    made = create(alice, webhooks=[{"url": "https://reports.example.com/hooks"}])
    assert (made["state"], made["scopes"], made["webhooks"]) == (
        "IN_REVIEW",
        ["registry:read"],
        [{"url": "https://reports.example.com/hooks"}],
    )
    assert "confirmedAt" not in made


def test_no_answer_ever_has_a_key(cast, alice):
    made = create(alice)
    key = re.search(rf"charter_live_{made['keyId']}_\w+", mail_of(cast, made).get_content())[0]
    for path in (ACTIVATIONS, f"{ACTIVATIONS}/{made['id']}", f"/platform/v1/keys/{made['keyId']}"):
        answer = alice.get(path)
        assert (answer.status, key in answer.body.decode(), "outbound" in answer.body.decode()) == (
            200,
            False,
            False,
        )


def test_the_mail_goes_to_the_contact_and_names_who_invites_whom(cast, alice):
    mail = mail_of(cast, create(alice, app="Energy Reports", contactEmail="people@example.org"))
    assert mail["to"] == "people@example.org"
    text = mail.get_content()
    assert "Energy Reports" in text
    assert alice.get("/platform/v1/organization").json()["displayName"] in text


def test_the_mail_has_the_address_of_this_server_and_two_keys(cast, alice):
    text = mail_of(cast, create(alice)).get_content()
    assert "Base URL: http://127.0.0.1:8080\n" in text
    assert len(set(re.findall(r"^ +(charter_live_\w+)$", text, re.MULTILINE))) == 2


def test_the_keys_can_be_copied_from_the_file_as_it_is(cast, alice):
    made = create(alice)
    raw = next(text for text in cast.mails() if f"_{made['keyId']}_" in text)
    assert (
        len(re.findall(r"^ +charter_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{40}$", raw, re.MULTILINE)) == 2
    )


@pytest.mark.parametrize("fresh", [{"CHARTER_BASE_DOMAIN": "api.example.com"}], indirect=True)
def test_with_a_base_domain_the_address_is_the_organizations_own(fresh):
    text = mail_of(fresh, create(fresh.caller("alice"))).get_content()
    assert "Base URL: https://io-example-acme.api.example.com\n" in text


def test_the_key_from_the_mail_works_and_does_what_was_granted(cast):
    partner, _ = cast.partner()
    assert partner.get(RESOURCES).status == 200
    assert told(partner.post(RESOURCES, json={"kind": "a", "name": "b"})) == (403, "forbidden")


def test_the_files_are_for_the_operator_alone(cast, alice):
    create(alice)
    cast.mails()
    assert {file.stat().st_mode & 0o777 for file in (cast.home / "outbox").glob("*.eml")} == {0o600}


def test_a_mail_is_sent_once(cast, alice):
    create(alice)
    assert len(cast.mails()) == len(cast.mails())


def test_the_partner_confirms_with_the_key_from_the_mail(cast, alice):
    partner, told_alice = cast.partner()
    confirmed = partner.post(CONFIRM).json()
    assert (confirmed["id"], confirmed["state"]) == (told_alice.json()["id"], "ACTIVE")
    assert alice.get(f"{ACTIVATIONS}/{confirmed['id']}").json() == confirmed
    assert "confirmedAt" in confirmed


def test_an_activation_is_confirmed_once(cast):
    partner, _ = cast.partner()
    statuses = [partner.post(CONFIRM).status for _ in range(2)]
    assert statuses == [200, 409]
    assert told(partner.post(CONFIRM)) == (409, "activation_state_conflict")


def test_any_other_key_confirms_nothing(alice, bob, charlie):
    for caller in (alice, bob, charlie):
        assert told(caller.post(CONFIRM)) == (404, "activation_not_found")


def test_a_stopped_activation_is_final(cast, alice):
    made = create(alice)
    stopped = stop(alice, made)
    assert (stopped.json()["state"], "deactivatedAt" in stopped.json()) == ("DEACTIVATED", True)
    assert told(stop(alice, made)) == (409, "activation_state_conflict")
    assert alice.get(f"{ACTIVATIONS}/{made['id']}").json() == stopped.json()


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_stop_ends_both_keys_at_once(confirmed, cast, alice):
    partner, told_alice = cast.partner()
    made, tenant = told_alice.json(), cast.tenants["alice"]

    def outbound():
        return cast.server.database.read(
            lambda session: activation.outbound_key(session, tenant, made["id"])
        )

    if confirmed:
        partner.post(CONFIRM)
        assert outbound().startswith("charter_live_")
    stop(alice, made)
    elsewhere = partner.with_key(partner.key, "192.0.2.90")
    assert told(elsewhere.get(RESOURCES)) == (401, "unauthenticated")
    assert outbound() is None


def test_a_stop_after_the_key_was_revoked_by_hand_is_no_conflict(cast, alice):
    made = create(alice)
    alice.post(f"/platform/v1/keys/{made['keyId']}/revoke")
    assert stop(alice, made).status == 200


def test_a_key_can_let_in_to_no_more_than_it_may_itself(cast, nobody):
    manager = nobody.with_key(cast.key("alice", "platform:activations"))
    answer = manager.post(ACTIVATIONS, json=BODY)
    assert told(answer) == (403, "scope_not_grantable")


def test_a_refused_activation_sends_no_mail(cast, nobody):
    before = len(cast.mails())
    nobody.with_key(cast.key("alice", "platform:activations")).post(ACTIVATIONS, json=BODY)
    assert len(cast.mails()) == before


def test_activations_are_listed_oldest_first_and_by_state(alice):
    one, other = create(alice), create(alice)
    stop(alice, other)
    ids = [item["id"] for item in alice.get(ACTIVATIONS, query={"limit": 100}).json()["items"]]
    assert ids.index(one["id"]) < ids.index(other["id"])
    stopped = alice.get(ACTIVATIONS, query={"state": "DEACTIVATED", "limit": 100}).json()["items"]
    assert one["id"] not in [item["id"] for item in stopped]
    assert other["id"] in [item["id"] for item in stopped]


@pytest.mark.parametrize(
    "body",
    [
        {"contactEmail": "nobody"},
        {"contactEmail": "a@b.c\nBcc: d@e.f"},
        {"contactEmail": '"a b"@example.com'},
        {"webhooks": [{"url": "http://reports.example.com"}]},
        {"webhooks": [{"url": "https://user:password@example.com/"}]},
        {"webhooks": [{"url": "file:///etc/passwd"}]},
        {"webhooks": [{"url": "https://example.com", "types": ["a"] * 2}]},
        {"webhooks": [{"types": ["a"]}]},
        {"scopes": []},
        {"app": ""},
        {"state": "ACTIVE"},
    ],
    ids=str,
)
def test_what_the_document_does_not_allow_is_refused(body, alice):
    answer = alice.post(ACTIVATIONS, json=BODY | body)
    assert answer.status == 400
    assert answer.json()["errors"][0]["location"].startswith(f"body.{next(iter(body))}")


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("10.0.0.1", "private address"),
        ("127.0.0.1:8443", "loopback address"),
        ("169.254.169.254", "link-local address"),
        ("2130706433", "an IPv4 address that is not written plainly"),
        ("reports.example.com:22", "port 22"),
    ],
)
def test_a_webhook_that_must_not_be_called_is_refused_when_it_is_named(host, reason, alice):
    webhooks = [{"url": "https://reports.example.com/"}, {"url": f"https://{host}/"}]
    answer = alice.post(ACTIVATIONS, json=BODY | {"webhooks": webhooks})
    assert told(answer) == (400, "invalid_request")
    (fault,) = answer.json()["errors"]
    assert fault == {
        "location": "body.webhooks.1.url",
        "message": f"It cannot be called: {reason}.",
    }


@pytest.mark.parametrize("app", ["two\nlines", "Größe", "a" * 100])
def test_an_unusual_name_of_an_app_makes_no_broken_mail(app, cast, alice):
    answer = alice.post(ACTIVATIONS, json=BODY | {"app": app})
    if "\n" in app:
        assert answer.status == 400
        return
    mail = mail_of(cast, answer.json())
    assert mail["to"] == BODY["contactEmail"]
    assert f"has invited {app} to" in mail.get_content()


def test_a_repeated_call_with_its_idempotency_key_sends_one_mail(cast, alice):
    before = len(cast.mails())
    for _ in range(3):
        answer = alice.post(ACTIVATIONS, json=BODY, headers={"idempotency-key": "activate-once"})
        assert answer.status == 201
    assert len(cast.mails()) == before + 1
