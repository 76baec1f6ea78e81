"""Amendments: what customers want changed, and what became of it."""

from models.studio.amendment.decide import accept, refuse, withdraw
from models.studio.amendment.find import address_data, contact_data, find, page
from models.studio.amendment.propose import propose_address, propose_contact

__all__ = [
    "accept",
    "address_data",
    "contact_data",
    "find",
    "page",
    "propose_address",
    "propose_contact",
    "refuse",
    "withdraw",
]
