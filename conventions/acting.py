"""Know the user for whom a call is made: the one that the caller names, or else the key's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from contract.errors import Fault, InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.facts import Api, Operation
    from conventions.exchange import Exchange
    from models.session import Session

    Call = Callable[[Session, Exchange], Any]
    Known = Callable[[Session, str, str], bool]


def bind(operation: Operation, api: Api, call: Call, people: Callable[[str], list[Known]]) -> Call:
    """The call of one operation, which looks the named user up first; `call` itself where the API has no such rule.

    It stands inside of the unit of work: the user is one that the call itself can see. Raise
    `ValueError` where nobody knows the users of the API.
    """
    rule = api.rules.acting_user
    if rule is None or operation.public:
        return call
    sources = people(api.name)
    if not sources:
        raise ValueError(f"{operation.id}: acting-user: nobody knows the users of {api.name}")
    header, lower = rule.header, rule.header.lower()

    def act(session: Session, exchange: Exchange) -> Any:
        offered, caller = exchange.headers.get(lower), exchange.caller
        if offered is not None and caller is not None:
            user = offered.lower()
            if not any(known(session, caller.tenant, user) for known in sources):
                raise InvalidRequest(Fault(f"header.{header}", "There is no such user."))
            session.caller = exchange.caller = replace(caller, user=user)
        return call(session, exchange)

    return act
