"""What happens in a studio reaches its partners, in the studio's own words."""

from __future__ import annotations

from datetime import UTC, datetime

import certificates
import pytest
from gym import person
from hearing import SENDING, active, announced, at
from receiver import Receiver
from standardwebhooks import Webhook

pytestmark = pytest.mark.parametrize("fresh", [SENDING], indirect=True)


@pytest.fixture
def receiver():
    with Receiver(tls=certificates.pair()[0]) as found:
        yield found


@pytest.fixture
def sending(receiver, fresh):
    """The application at the present time: whoever verifies a signature looks at the clock."""
    fresh.clock.now = datetime.now(UTC)
    return fresh


def test_a_studio_tells_in_its_own_words(sending, receiver):
    alice = sending.caller("alice")
    _, secret, outbound = active(sending, url=at(receiver), types=["CUSTOMER_CREATED"])
    number = person(alice)
    (got,) = receiver.wait_for(1)
    told = Webhook(secret).verify(got.body, got.headers)
    assert got.headers["x-api-key"] == outbound
    assert (told["entityId"], told["uuid"]) == (number, got.id)
    assert [one["type"] for one in told["payload"]] == ["CUSTOMER_CREATED"]
    announced(sending, "CUSTOMER_CREATED").validate(told)
