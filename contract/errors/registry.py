"""Refusals of the registry API: resources and the record of requests."""

from contract.errors.refusal import Refusal, samples

_ID = "0199e3a5-7c1e-7b3a-9f10-2d6c5b8e4a01"


class ResourceNotFound(Refusal):
    """Also raised for another tenant's resource, so that ids cannot be probed."""

    code = "resource_not_found"
    detail = "There is no resource {resource_id}."
    sample = samples(resource_id=_ID)


class ResourceNameTaken(Refusal):
    """Names are unique per organization and kind."""

    code = "resource_name_taken"
    detail = "There is already a {kind} named {name}."
    sample = samples(kind="service", name="billing")


class TransitionRefused(Refusal):
    """Allowed moves: draft to active, active to suspended and back, all of them to retired."""

    code = "transition_refused"
    detail = "A resource that is {state} cannot become {to}."
    sample = samples(state="retired", to="active")


class AttributesTooLarge(Refusal):
    """Size as stored: JSON in UTF-8 without insignificant space."""

    code = "attributes_too_large"
    detail = "The attributes may have {limit} bytes at most."
    location = "body.attributes"
    sample = samples(limit=65_536)


class RequestNotFound(Refusal):
    """Also raised for another tenant's request and after the record's time is over."""

    code = "request_not_found"
    detail = "There is no record of a request {request_id}."
    sample = samples(request_id="RQID-Z08G3EFE5DZ429VVO755BM19D51")
