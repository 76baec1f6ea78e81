"""A partner is let in, confirms, and may do what was granted until the studio ends it."""

from __future__ import annotations

import re

from gym import CUSTOMERS, STUDIO, done, heard, refused

CONFIRM = f"{STUDIO}/studios/confirmActivation"
ACTIVATIONS = "/platform/v1/activations"


def test_the_partner_confirms_with_the_key_from_the_mail(invited, alice):
    partner, told = invited
    assert told.json()["state"] == "IN_REVIEW"

    assert done(partner.post(CONFIRM))["state"] == "ACTIVE"
    assert alice.get(f"{ACTIVATIONS}/{told.json()['id']}").json()["state"] == "ACTIVE"


def test_the_key_from_the_mail_is_sent_as_x_api_key(partner, nobody):
    answer = nobody.get(f"{STUDIO}/studios/information", headers={"x-api-key": partner.key})

    assert done(answer)["name"] == "io.example.acme"


def test_an_activation_is_confirmed_once(partner):
    partner.post(CONFIRM)

    assert refused(partner.post(CONFIRM)) == (409, "activation_state_conflict", None)


def test_a_key_that_came_with_no_activation_confirms_nothing(alice):
    assert refused(alice.post(CONFIRM)) == (404, "activation_not_found", None)


def test_a_deactivation_stops_the_inbound_key_at_once(invited, alice):
    partner, told = invited
    alice.post(f"{ACTIVATIONS}/{told.json()['id']}/deactivate")
    elsewhere = partner.with_key(partner.key, "192.0.2.91")

    assert refused(elsewhere.get(CUSTOMERS)) == (401, "unauthenticated", None)


def test_the_outbound_key_opens_nothing(cast, invited, nobody):
    _, told = invited
    mail = next(text for text in cast.mails() if told.json()["keyId"] in text)
    keys = re.findall(r"^ +(charter_live_\w+)$", mail, re.MULTILINE)
    (outbound,) = (key for key in keys if told.json()["keyId"] not in key)
    stranger = nobody.with_key(outbound, "192.0.2.92")

    assert refused(stranger.get(f"{STUDIO}/studios/information")) == (401, "unauthenticated", None)


def test_the_partner_may_do_no_more_than_was_granted(partner):
    assert refused(partner.get(f"{STUDIO}/employees")) == (403, "forbidden", None)


def test_the_confirmation_is_told_to_listeners(cast, partner):
    assert [type for type, *_ in heard(cast, lambda: partner.post(CONFIRM))] == [
        "activation.state_changed"
    ]
