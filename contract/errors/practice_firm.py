"""Refusals of the practice API about the firm: its users, clients, matters and practice areas."""

from contract.errors.refusal import Refusal


class UserNotFound(Refusal):
    """Also raised for another firm's user, so that ids cannot be probed."""

    code = "user_not_found"
    detail = "The user was not found."


class CustomFieldNameTaken(Refusal):
    """Two fields of one name could not be told apart in a list of values."""

    code = "custom_field_name_taken"
    detail = "There is already a custom field with this name."
    location = "body.name"


class PracticeAreaNotFound(Refusal):
    """Also raised for another firm's practice area."""

    code = "practice_area_not_found"
    detail = "The practice area was not found."


class PracticeAreaInUse(Refusal):
    """Matters would lose what they are about."""

    code = "practice_area_in_use"
    detail = "The practice area has matters."


class ClientNotFound(Refusal):
    """Also raised for another firm's client."""

    code = "client_not_found"
    detail = "The client was not found."


class ClientHasMatters(Refusal):
    """A matter is always somebody's."""

    code = "client_has_matters"
    detail = "The client has matters."


class MatterNotFound(Refusal):
    """Also raised for another firm's matter."""

    code = "matter_not_found"
    detail = "The matter was not found."


class MatterHasActivity(Refusal):
    """What was done or billed in a matter keeps the matter, and the matter its client."""

    code = "matter_has_activity"
    detail = "The matter has time entries, expenses, fixed fees or invoices."
