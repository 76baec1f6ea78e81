"""Contracts: what members agreed to, how they end it, and how it goes on."""

from models.studio.contract.cancel import cancel, withdraw_cancellation
from models.studio.contract.document import replace_document
from models.studio.contract.find import by, find, held, of_customer, self_service, terms
from models.studio.contract.reason import create_reason, reasons
from models.studio.contract.settle import settle
from models.studio.contract.sign import sign

__all__ = [
    "by",
    "cancel",
    "create_reason",
    "find",
    "held",
    "of_customer",
    "reasons",
    "replace_document",
    "self_service",
    "settle",
    "sign",
    "terms",
    "withdraw_cancellation",
]
