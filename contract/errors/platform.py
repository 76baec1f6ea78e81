"""Refusals of the platform API: organizations, keys, activations."""

from contract.errors.refusal import Refusal, samples

_ID = "0199e3a5-7c1e-7b3a-9f10-2d6c5b8e4a01"


class OrganizationNotFound(Refusal):
    """Also raised for another tenant's organization, so that ids cannot be probed."""

    code = "organization_not_found"
    detail = "There is no organization {organization_id}."
    sample = samples(organization_id=_ID)


class OrganizationNameTaken(Refusal):
    """Names, and the handles made from them, are unique on the whole server."""

    code = "organization_name_taken"
    detail = "The organization name {name} is taken."
    sample = samples(name="io.example.acme")


class KeyNotFound(Refusal):
    """Also raised for another tenant's key, so that ids cannot be probed."""

    code = "key_not_found"
    detail = "There is no key {key_id}."
    sample = samples(key_id="k7Qm2xWc9TzB")


class KeyRevoked(Refusal):
    """A revoked key stays revoked: it cannot be changed or rotated."""

    code = "key_revoked"
    detail = "The key {key_id} is revoked. Create a new one."
    sample = samples(key_id="k7Qm2xWc9TzB")


class ScopeNotGrantable(Refusal):
    """A key cannot create one that may do more than itself."""

    code = "scope_not_grantable"
    detail = "A key can only grant scopes that it has; it lacks {scope}."
    sample = samples(scope="platform:admin")


class ActivationNotFound(Refusal):
    """Also raised for another tenant's activation, so that ids cannot be probed."""

    code = "activation_not_found"
    detail = "There is no activation {activation_id}."
    sample = samples(activation_id=_ID)


class ActivationStateConflict(Refusal):
    """Allowed moves: in review to active, in review or active to deactivated."""

    code = "activation_state_conflict"
    detail = "The activation is {state}; it cannot become {to}."
    sample = samples(state="DEACTIVATED", to="ACTIVE")
