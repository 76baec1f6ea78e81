"""A link stands for one file until its time is over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.errors import LinkExpired, LinkInvalid
from models import link
from models.vault import Vault

VAULT = Vault(b"a secret of the tests only")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_a_link_leads_to_its_key_until_its_time_is_over():
    signed = link.sign(VAULT, "documents/a", now=NOON, seconds=900)

    assert link.key_of(VAULT, signed, now=NOON) == "documents/a"
    assert link.key_of(VAULT, signed, now=NOON + timedelta(seconds=899)) == "documents/a"
    with pytest.raises(LinkExpired):
        link.key_of(VAULT, signed, now=NOON + timedelta(seconds=900))


def test_every_changed_character_is_noticed():
    signed = link.sign(VAULT, "documents/a", now=NOON, seconds=900)
    for at, character in enumerate(signed):
        for other in "AB.":
            if other != character:
                with pytest.raises(LinkInvalid):
                    link.key_of(VAULT, signed[:at] + other + signed[at + 1 :], now=NOON)


@given(st.text(max_size=80))
def test_no_text_is_a_link_by_chance(text):
    with pytest.raises(LinkInvalid):
        link.key_of(VAULT, text, now=NOON)


def test_links_of_another_server_or_another_use_are_refused():
    others = [
        Vault(b"another server's secret").signer("links to files"),
        VAULT.signer("continuation"),
    ]
    for signer in others:
        with pytest.raises(LinkInvalid):
            link.key_of(VAULT, str(signer.dumps(["documents/a", 2**40])), now=NOON)
