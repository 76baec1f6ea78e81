"""Refusals of the messaging API: queues, listeners, messages, domains, keys and clients."""

from contract.errors.refusal import Refusal, samples

_ID = "V1StGXR8_Z5jdHi6B-myT"


class ApiClientNotFound(Refusal):
    """Also raised for another tenant's client, so that ids cannot be probed."""

    code = "api_client_not_found"
    detail = "There is no API client {api_client_id}."
    sample = samples(api_client_id=_ID)


class ApiKeyNotFound(Refusal):
    """Also raised for another tenant's key, and for one that is revoked."""

    code = "api_key_not_found"
    detail = "There is no API key {api_key_id}."
    sample = samples(api_key_id=_ID)


class QueueNotFound(Refusal):
    """Also raised for another tenant's queue, so that ids cannot be probed."""

    code = "queue_not_found"
    detail = "There is no queue {queue_id}."
    sample = samples(queue_id=_ID)


class SchemaNotFound(Refusal):
    """The queue has no such schema and never had it."""

    code = "schema_not_found"
    detail = "The queue has no schema {schema_id}."
    sample = samples(schema_id="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")


class ListenerNotFound(Refusal):
    """Also raised for a listener of another queue or tenant, so that ids cannot be probed."""

    code = "listener_not_found"
    detail = "The queue has no listener {listener_id}."
    sample = samples(listener_id=_ID)


class MessageNotFound(Refusal):
    """Also raised for a message of another queue or tenant, and for one whose time is over."""

    code = "message_not_found"
    detail = "The queue has no message {message_id}."
    sample = samples(message_id=_ID)


class DomainNotFound(Refusal):
    """Also raised for another tenant's domain, so that ids cannot be probed."""

    code = "domain_not_found"
    detail = "There is no domain {domain_id}."
    sample = samples(domain_id=_ID)


class NameTaken(Refusal):
    """Names are unique by organization and kind, those of listeners by queue."""

    code = "name_taken"
    detail = "The name {name} is taken."
    location = "body.name"
    sample = samples(name="billing.invoices")


class NameUnclear(Refusal):
    """`name` and `alias` are two words for one thing: one of them is needed, and both must agree."""

    code = "name_unclear"
    detail = "Send a name, or an alias, or both of them alike."
    location = "body.name"


class SchemaInvalid(Refusal):
    """The faults say which rules of the schema cannot be, and why."""

    code = "schema_invalid"
    detail = "The schema cannot be used."


class MessageInvalid(Refusal):
    """The faults say where the data do not fit the queue's schema; nothing was stored."""

    code = "message_invalid"
    detail = "The data do not fit the schema of the queue."


class UrlRefused(Refusal):
    """The faults say which address must not be called by the server, and why."""

    code = "url_refused"
    detail = "An address cannot be called."


class OrderingFixed(Refusal):
    """What waits was put in line by the ordering that was there first."""

    code = "ordering_fixed"
    detail = "The ordering of a queue cannot be changed; it is {ordering}."
    location = "body.ordering"
    sample = samples(ordering="fifo")


class ClientUnknown(Refusal):
    """A key can only be given to a client of the same organization."""

    code = "client_unknown"
    detail = "There is no API client {client_id}."
    location = "body.client_id"
    sample = samples(client_id=_ID)
