import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from contract.errors import ActivationNotFound, ActivationStateConflict, ScopeNotGrantable
from models import outbox
from models.clock import rfc3339
from models.delivery import destination, due, lane
from models.identity import uuid7
from models.paging import Page
from models.platform import activation, key, mail
from models.platform.activation.table import Activation
from models.session import Caller

KEY = re.compile(r"charter_live_\w+")


def begin(who, **more):
    facts = {
        "app": "Timetable",
        "contact_email": "dev@partner.example",
        "scopes": ["registry:read"],
        "base_url": "https://acme.example/v1",
    }

    def plain(session, tenant):
        session.caller = None
        return activation.create(session, tenant, **(facts | more))

    return who.write(plain)


def letter(who):
    (found,) = who.database.write(lambda session: mail.claim(session, "worker"))
    return found


def valid(who, text):
    return who.database.read(lambda session: key.authenticate(session, text))


def test_an_integration_begins_in_review(alice, clock):
    made = begin(alice, webhooks=[{"url": URL}])
    assert made == {
        "id": made["id"],
        "app": "Timetable",
        "contactEmail": "dev@partner.example",
        "scopes": ["registry:read"],
        "webhooks": [{"url": URL}],
        "state": "IN_REVIEW",
        "keyId": made["keyId"],
        "createdAt": rfc3339(clock.now),
    }
    assert alice.read(activation.find, made["id"]) == made
    assert alice.read(activation.of_key, made["keyId"]) == made


def test_base_url_and_both_keys_are_mailed_and_nowhere_else(alice):
    made = begin(alice)
    sent = letter(alice)
    assert sent.recipient == "dev@partner.example"
    assert "https://acme.example/v1" in sent.body
    inbound, outbound = KEY.findall(sent.body)
    assert valid(alice, inbound) == key.Credential(
        alice.tenant, made["keyId"], frozenset({"registry:read"}), None
    )
    assert valid(alice, outbound) is None
    rows = alice.read(lambda s, _t: str(s.execute(select(*Activation.__table__.c)).all()))
    for text in (inbound, outbound):
        assert text not in rows + str(made)


def test_the_outbound_key_is_for_active_integrations(alice, charlie):
    made = begin(alice)
    _, outbound = KEY.findall(letter(alice).body)
    assert alice.read(activation.outbound_key, made["id"]) is None
    alice.write(activation.confirm, made["id"])
    assert alice.read(activation.outbound_key, made["id"]) == outbound
    assert charlie.read(activation.outbound_key, made["id"]) is None
    alice.write(activation.deactivate, made["id"])
    assert alice.read(activation.outbound_key, made["id"]) is None


URL = "https://partner.example/hook"


def places(who, made):
    return who.read(lambda s, t: destination.of_owner(s, t, "activation", made["id"]))


def tell(who, type, api="registry"):
    def work(session, tenant):
        session.emit(type, "7", {"name": "billing"})
        outbox.write(session, tenant, session.events, api=api)

    who.write(work)


def lanes(who):
    return who.database.write(lambda s: lane.claim(s, "worker", most=9, lease=timedelta(hours=1)))


def test_webhooks_hear_of_what_happens_once_it_is_confirmed(alice):
    made = begin(
        alice, webhooks=[{"url": URL, "types": ["resource.created"]}, {"url": URL + "/all"}]
    )
    _, outbound = KEY.findall(letter(alice).body)
    tell(alice, "resource.created")
    assert places(alice, made) == []
    alice.write(activation.confirm, made["id"])
    found = places(alice, made)
    assert sorted((one["url"], one["types"]) for one in found) == [
        (URL, ["resource.created"]),
        (URL + "/all", None),
    ]
    tell(alice, "resource.updated")
    tell(alice, "resource.created")
    held = lanes(alice)
    waiting = {
        one.url: len(alice.database.write(lambda s, one=one: due.read(s, one, most=9)))
        for one in held
    }
    assert waiting == {URL: 1, URL + "/all": 2}
    assert {lane.outbound_key(alice.database.write(lambda s: s.vault), one) for one in held} == {
        outbound
    }


def test_the_secrets_that_sign_are_mailed_and_nowhere_else(alice):
    made = begin(alice, webhooks=[{"url": URL}])
    letter(alice)
    after = alice.write(activation.confirm, made["id"])
    (place,) = places(alice, made)
    (secret,) = alice.read(destination.secrets_of, place["id"])
    sent = letter(alice)
    assert sent.recipient == "dev@partner.example"
    assert URL in sent.body
    assert secret in sent.body
    assert secret not in str(after)


def test_one_without_webhooks_gets_no_second_letter(alice):
    made = begin(alice)
    letter(alice)
    alice.write(activation.confirm, made["id"])
    assert alice.database.write(lambda session: mail.claim(session, "worker")) == []


@pytest.mark.parametrize(
    ("types", "scopes", "schedule"),
    [
        (["CUSTOMER_CREATED", "resource.created"], ["registry:read"], "studio"),
        (["resource.created"], ["studio:customers:read"], "standard"),
        (None, ["studio:customers:read"], "studio"),
        (None, ["registry:read"], "standard"),
    ],
)
def test_partners_of_the_studio_are_called_on_its_terms(alice, types, scopes, schedule):
    webhook = {"url": URL} | ({} if types is None else {"types": types})
    made = begin(alice, webhooks=[webhook], scopes=scopes)
    alice.write(activation.confirm, made["id"])
    (place,) = places(alice, made)
    assert (place["schedule"], place["timeout_ms"]) == (
        schedule,
        5_000 if schedule == "studio" else 15_000,
    )


def test_webhooks_end_with_the_activation(alice, charlie):
    made = begin(alice, webhooks=[{"url": URL}])
    alice.write(activation.confirm, made["id"])
    tell(alice, "resource.created")
    alice.write(activation.deactivate, made["id"])
    assert places(alice, made) == []
    tell(alice, "resource.created")
    assert lanes(alice) == []


def test_nobody_hears_of_what_happens_to_others(alice, charlie):
    made = begin(alice, webhooks=[{"url": URL}])
    alice.write(activation.confirm, made["id"])
    tell(charlie, "resource.created")
    assert lanes(alice) == []


def test_it_is_confirmed_once(alice, clock):
    made = begin(alice)
    after = alice.write(activation.confirm, made["id"])
    assert after == made | {"state": "ACTIVE", "confirmedAt": rfc3339(clock.now)}
    with pytest.raises(ActivationStateConflict):
        alice.write(activation.confirm, made["id"])


@pytest.mark.parametrize("confirmed", [False, True])
def test_deactivation_ends_both_keys_for_good(alice, confirmed):
    made = begin(alice)
    inbound, _ = KEY.findall(letter(alice).body)
    if confirmed:
        alice.write(activation.confirm, made["id"])
    after = alice.write(activation.deactivate, made["id"])
    assert after["state"] == "DEACTIVATED"
    assert valid(alice, inbound) is None
    for act in (activation.confirm, activation.deactivate):
        with pytest.raises(ActivationStateConflict):
            alice.write(act, made["id"])


def test_it_can_be_deactivated_after_its_key_was_revoked(alice):
    made = begin(alice)
    alice.write(key.revoke, made["keyId"])
    assert alice.write(activation.deactivate, made["id"])["state"] == "DEACTIVATED"


def test_nobody_else_can_tell_that_an_activation_exists(alice, charlie):
    made = begin(alice)
    for act in (activation.find, activation.confirm, activation.deactivate):
        for who, id in ((charlie, made["id"]), (alice, uuid7()), (alice, "\0")):
            with pytest.raises(ActivationNotFound):
                who.write(act, id)
    with pytest.raises(ActivationNotFound):
        charlie.read(activation.of_key, made["keyId"])
    assert charlie.read(activation.page, Page(10)).items == []


def test_they_are_listed_oldest_first_with_their_total(alice):
    made = [begin(alice, app=f"app {number}") for number in range(3)]
    active = alice.write(activation.confirm, made[1]["id"])
    found = alice.read(activation.page, Page(2))
    assert (found.items, found.total) == ([made[0], active], 3)
    assert alice.read(activation.page, Page(2, found.next)).items == made[2:]
    assert alice.read(activation.page, Page(9), state="ACTIVE").items == [active]


def test_an_integration_gets_no_scope_that_the_calling_key_lacks(alice):
    admin, _ = alice.database.write(
        lambda s: key.create(s, alice.tenant, name="n", scopes=["platform:activations"])
    )

    def work(session, tenant):
        session.caller = Caller(tenant, admin["id"], "R", "op")
        return activation.create(
            session, tenant, app="a", contact_email="a@b.example", scopes=["*"], base_url="u"
        )

    with pytest.raises(ScopeNotGrantable):
        alice.write(work)
    assert alice.read(activation.page, Page(10)).items == []


def test_every_act_leaves_a_note_and_an_event(alice):
    made = begin(alice)

    def work(session, tenant):
        activation.confirm(session, tenant, made["id"])
        activation.deactivate(session, tenant, made["id"])
        states = [
            (c.before["state"], c.after["state"]) for c in session.changes if c.kind == "activation"
        ]
        return states, [event.type for event in session.events]

    assert alice.write(work) == (
        [("IN_REVIEW", "ACTIVE"), ("ACTIVE", "DEACTIVATED")],
        ["activation.state_changed", "activation.state_changed", "key.revoked"],
    )
