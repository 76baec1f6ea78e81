"""The partner of the journeys, and a customer of the studio."""

from __future__ import annotations

import pytest
from gym import person

SCOPES = [
    "STUDIO_READ",
    "CUSTOMER_READ",
    "CUSTOMER_CONTRACT_READ",
    "CUSTOMER_DOCUMENT_READ",
    "CUSTOMER_DOCUMENT_WRITE",
    "CUSTOMER_WRITE",
    "CLASSES_READ",
    "CLASSES_WRITE",
    "MEMBERSHIP_READ",
    "MEMBERSHIP_WRITE",
    "MEMBERSHIP_SELF_SERVICE_READ",
    "MEMBERSHIP_SELF_SERVICE_WRITE",
]


@pytest.fixture
def invited(cast):
    """Somebody whom alice has let in, with the inbound key from the mail, and the activation as she was told of it."""
    return cast.partner(app="Fit Companion", scopes=SCOPES)


@pytest.fixture
def partner(invited):
    return invited[0]


@pytest.fixture
def customer(alice):
    return person(alice)
