"""Refusals of callers: who they are, what they may do, and how often."""

from contract.errors.refusal import Refusal, samples


class Unauthenticated(Refusal):
    """No key, or one that is unknown, expired or revoked: the caller is not told which."""

    code = "unauthenticated"
    detail = "Send a valid key as `Authorization: Bearer <key>` or `X-API-Key: <key>`."


class InvalidKey(Refusal):
    """A key that is unknown, expired or revoked, where the API tells this apart from no key at all."""

    code = "invalid_key"
    detail = "The key is not valid."


class Forbidden(Refusal):
    """The key is valid and lacks a scope."""

    code = "forbidden"
    detail = "The key lacks the scope {scope}."
    sample = samples(scope="registry:write")


class LockedOut(Refusal):
    """Too many wrong keys of this address for this key id; valid ones wait too."""

    code = "locked_out"
    detail = "Too many failed attempts with this key. Try again in {retry_after} s."
    sample = samples(retry_after=60)


class TooManyFailures(Refusal):
    """Too many wrong keys of one address, whatever their ids."""

    code = "too_many_failures"
    detail = "Too many failed attempts from this address. Try again in {retry_after} s."
    sample = samples(retry_after=60)


class RateLimited(Refusal):
    """The key's budget for this operation is used up."""

    code = "rate_limited"
    detail = "At most {budget} calls in {per} seconds. Try again in {retry_after} s."
    sample = samples(budget=6000, per=60, retry_after=12)
