"""A firm that works: one matter, and whatever is done in it or billed of it."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from models.practice import expense, fixed_fee, invoice, time_entry

SPAN = {"startDate": "2026-11-01", "endDate": "2026-11-30"}


@dataclass
class Books:
    """What is not said of an item is as little as possible."""

    firm: object
    user: str = ""
    client: str = ""
    matter: str = ""
    who: object = field(init=False)

    def __post_init__(self):
        self.who = self.firm.who
        self.user = self.firm.user()["userId"]
        self.client = self.firm.client(reference="NB")["clientId"]
        self.matter = self.new_matter(reference="NB-1")

    def new_matter(self, **said):
        said = {"clientId": self.client, "responsibleId": self.user} | said
        return self.firm.matter(**said)["matterId"]

    def _said(self, said):
        least = {"matterId": self.matter, "date": "2026-11-20", "description": "Draft."}
        return least | said

    def time(self, user=None, **said):
        said = {"hours": 1, "userId": self.user} | said
        return self.who.write(time_entry.create, self._said(said), user=user)

    def expense(self, user=None, **said):
        return self.who.write(expense.create, self._said({"amount": 10} | said), user=user)

    def fee(self, user=None, **said):
        return self.who.write(fixed_fee.create, self._said({"amount": 500} | said), user=user)

    def bill(self, *matters, **said):
        said = {"matterIds": list(matters or [self.matter])} | SPAN | said
        return self.who.write(invoice.create, said)

    def moved(self, invoice_id, *states, **said):
        for state in states:
            last = said if state == states[-1] else {}
            moved = self.who.write(invoice.change_state, invoice_id, {"state": state} | last)
        return moved

    def owed(self, amount, **said):
        """A final invoice of this amount."""
        matter = self.new_matter()
        self.expense(matterId=matter, amount=amount)
        (made,) = self.bill(matter, invoiceDate=said.pop("invoiceDate", "2026-11-22"))
        return self.moved(made["invoiceId"], "review", "approved", "final", **said)


@pytest.fixture
def books(firm):
    return Books(firm)


@pytest.fixture
def their_books(theirs):
    return Books(theirs)


@pytest.fixture
def at(clock):
    """Go to noon of a day; the clock is back where it was after the test."""
    was = clock.now

    def go(day):
        clock.now = datetime.fromisoformat(f"{day}T12:00:00+00:00")

    yield go
    clock.now = was
