"""Refusals that tell a caller whether the work was done, and whether to send it again."""

from contract.errors.refusal import Refusal, samples


class RequestIdUsed(Refusal):
    """The id already names another call of this organization."""

    code = "request_id_used"
    detail = "The request id {request_id} has been used before. Give every call its own."
    sample = samples(request_id="RQID-Z08G3EFE5DZ429VVO755BM19D51")


class IdempotencyKeyReused(Refusal):
    """The same key came with another operation or another body."""

    code = "idempotency_key_reused"
    detail = "The idempotency key was used for a different request. Use a new one."


class IdempotencyKeyRunning(Refusal):
    """The first call with this key has not been answered yet."""

    code = "idempotency_key_running"
    detail = "The first request with this idempotency key is still running. Try again in {retry_after} s."
    sample = samples(retry_after=1)


class Overloaded(Refusal):
    """Surely not executed: it is safe to send the request again."""

    code = "overloaded"
    detail = "The server is busy and has not carried out the request. Try again in {retry_after} s."
    sample = samples(retry_after=2)


class OutcomeUnknown(Refusal):
    """The work may still finish; the same idempotency key finds out."""

    code = "outcome_unknown"
    detail = "The request was not finished in time and may still take effect. Repeat it with the same idempotency key."


class InternalError(Refusal):
    """Everything unforeseen: the log has the detail, the caller a trace id."""

    code = "internal_error"
    detail = "Something went wrong on our side."
