"""Record every call of an audited API under its request id, in the transaction of what it did."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from contract.completion.styles import STYLES
from models import audit as records

if TYPE_CHECKING:
    from collections.abc import Callable

    from contract.facts import Api, Operation
    from conventions.exchange import Answer, Exchange
    from models.session import Session


class Recorder:
    """Writes the records of one operation's calls.

    The record's primary key (organization, request id) decides which of two calls with one id is
    the second: writing it raises `RequestIdUsed`, and everything that the second call did is undone.
    """

    def __init__(self, operation_id: str, told: Callable[[str, int], str]) -> None:
        self._operation_id = operation_id
        self._told = told

    def record(
        self, session: Session, exchange: Exchange, answer: Answer, replay_of: str | None = None
    ) -> None:
        """Keep the call and its outcome; `replay_of` names the call whose stored answer it got.

        A replay under the request id of the first call is counted on the first call's record.
        """
        caller = exchange.caller
        if caller is None:
            return
        if replay_of == caller.request_id and records.replayed(session, caller.tenant, replay_of):
            return
        records.record(
            session,
            caller.tenant,
            request_id=caller.request_id,
            trace_id=exchange.trace_id,
            key_id=caller.key_id,
            operation=self._operation_id,
            received_at=exchange.received_at,
            finished_at=session.now,
            status=answer.status,
            error=self._error(session, caller.tenant, answer, replay_of),
            touched=session.changes,
            replay_of=replay_of,
        )

    def _error(
        self, session: Session, tenant: str, answer: Answer, replay_of: str | None
    ) -> str | None:
        """The code as the caller was told it; a refusal that is given again has the first call's."""
        if answer.error is not None:
            return self._told(answer.error, answer.status)
        if replay_of is None or answer.status < HTTPStatus.BAD_REQUEST:
            return None
        return records.error(session, tenant, replay_of)

    def repeat(self, session: Session, exchange: Exchange) -> None:
        """Count, on the first call's record, a call that was refused because its id is used."""
        caller = exchange.caller
        if caller is not None:
            records.repeated(session, caller.tenant, caller.request_id)


def bind(operation: Operation, api: Api) -> Recorder | None:
    """The link of one operation, or None where the API is not audited."""
    if api.rules.audit is None or operation.public:
        return None
    return Recorder(operation.id, STYLES[api.rules.errors].code)
