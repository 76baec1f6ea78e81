"""Refusals of requests that no operation could have served: their form, size, type or way here."""

from contract.errors.refusal import Refusal, samples


class InvalidRequest(Refusal):
    """The request does not fit the document; the faults say where."""

    code = "invalid_request"
    detail = "The request is not valid."


class InvalidToken(Refusal):
    """A continuation token that was changed, expired, or made for another query."""

    code = "invalid_token"
    detail = "The continuation token is not valid for this query. Start again without it."
    location = "query.continuationToken"


class NotFound(Refusal):
    """A path that the document does not describe."""

    code = "not_found"
    detail = "There is nothing at this path."


class MethodNotAllowed(Refusal):
    """The path exists, the method does not; `Allow` of the answer lists those that do."""

    code = "method_not_allowed"
    detail = "This path does not have the method {method}. It has: {allow}."
    sample = samples(method="TRACE", allow="GET, HEAD, OPTIONS")


class NotAcceptable(Refusal):
    """RFC 9110, 15.5.7: none of the caller's types can be produced."""

    code = "not_acceptable"
    detail = "The answer is available as {available} only."
    sample = samples(available="application/json")


class PayloadTooLarge(Refusal):
    """The body is over `body-limit`, announced or received."""

    code = "payload_too_large"
    detail = "The body may have {limit} bytes at most."
    sample = samples(limit=1_048_576)


class UnsupportedMediaType(Refusal):
    """Another content type or charset than the operation takes."""

    code = "unsupported_media_type"
    detail = "The body must be sent as {expected}, in UTF-8."
    sample = samples(expected="application/json")


class HeadersTooLarge(Refusal):
    """RFC 6585, 5: all header fields together are over `header-limit`."""

    code = "headers_too_large"
    detail = "The headers may have {limit} bytes at most."
    sample = samples(limit=16_384)


class HttpsRequired(Refusal):
    """Never redirected: the key would already have been sent in the clear."""

    code = "https_required"
    detail = "Use https. A key that was sent over http should be replaced."


class VersionMismatch(Refusal):
    """RFC 9110, 13.1.1: none of the entity tags in `If-Match` is the current one."""

    code = "version_mismatch"
    detail = "It has changed since you read it. Read it again and repeat the change."
