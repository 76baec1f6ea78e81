"""Refusals of the studio API about customers, their contracts, access, accounts and requests."""

from contract.errors.refusal import Refusal, samples


class CustomerNotFound(Refusal):
    """Also raised for another tenant's customer, so that ids cannot be probed."""

    code = "customer_not_found"
    detail = "The customer was not found."


class ContractNotFound(Refusal):
    """Also raised for another customer's contract."""

    code = "contract_not_found"
    detail = "The contract was not found."


class AlreadyCheckedIn(Refusal):
    """A customer is in the studio once at a time, however many doors they pass."""

    code = "already_checked_in"
    detail = "The customer is already checked in."


class NotCheckedIn(Refusal):
    """There is no open check-in to end."""

    code = "not_checked_in"
    detail = "The customer is not checked in."


class AccessRestricted(Refusal):
    """A restriction is in force on this day of the studio's calendar."""

    code = "access_restricted"
    detail = "The customer may not enter at present."


class AccessRestrictionNotFound(Refusal):
    """The customer has no restriction to remove."""

    code = "access_restriction_not_found"
    detail = "The customer has no access restriction."


class AccessMediumNotFound(Refusal):
    """Also raised for a medium of another customer."""

    code = "access_medium_not_found"
    detail = "The access medium was not found."


class AccessMediumTaken(Refusal):
    """The value names somebody already, whatever format the card number came in."""

    code = "access_medium_taken"
    detail = "This access medium is already in use."


class AccessCodeInvalid(Refusal):
    """Altered, over, made for another studio, or of a customer who is gone."""

    code = "access_code_invalid"
    detail = "The access code is not valid or has expired."


class AdditionalFieldNotFound(Refusal):
    """A field that the studio does not have."""

    code = "additional_field_not_found"
    detail = "The additional field was not found."


class AdditionalFieldNameTaken(Refusal):
    """Names of additional fields are unique per studio."""

    code = "additional_field_name_taken"
    detail = "There is already an additional field with this name."


class DocumentNotFound(Refusal):
    """Also raised for a document of another customer."""

    code = "document_not_found"
    detail = "The document was not found."


class AmendmentNotFound(Refusal):
    """Also raised for an amendment of another customer."""

    code = "amendment_not_found"
    detail = "The change request was not found."


class AmendmentPending(Refusal):
    """Staff decide about one wish of a kind at a time."""

    code = "amendment_pending"
    detail = "A change of this data is already waiting for approval."


class AmendmentDecided(Refusal):
    """Only a pending amendment can be accepted, refused or withdrawn."""

    code = "amendment_decided"
    detail = "The change request has already been decided or withdrawn."


class MembershipOfferNotFound(Refusal):
    """Also raised for an offer that is not on sale today, and for a term that it does not have."""

    code = "membership_offer_not_found"
    detail = "The membership offer was not found."


class ContractCancellationReasonNotFound(Refusal):
    """A reason that the studio does not offer."""

    code = "contract_cancellation_reason_not_found"
    detail = "The cancellation reason was not found."


class ContractAlreadyCancelled(Refusal):
    """A cancellation is withdrawn before another one is given."""

    code = "contract_already_cancelled"
    detail = "The contract has already been cancelled."


class ContractNotCancelled(Refusal):
    """There is no cancellation to withdraw."""

    code = "contract_not_cancelled"
    detail = "The contract has not been cancelled."


class ContractEnded(Refusal):
    """What is over cannot be changed any more."""

    code = "contract_ended"
    detail = "The contract has already ended."


class ContractCancellationTooLate(Refusal):
    """The notice for this end had to be there by the last possible date."""

    code = "contract_cancellation_too_late"
    detail = "The notice period is over. The last possible date was {last_possible_date}."
    location = "body.cancellationDate"
    sample = samples(last_possible_date="2026-09-30")


class ContractCancellationDateInvalid(Refusal):
    """A contract ends with one of its terms and on no other day."""

    code = "contract_cancellation_date_invalid"
    detail = "The contract cannot end on this date. The next possible date is {next_possible_date}."
    location = "body.cancellationDate"
    sample = samples(next_possible_date="2026-12-31")


class IdlePeriodNotFound(Refusal):
    """Also raised for an idle period of another contract."""

    code = "idle_period_not_found"
    detail = "The idle period was not found."


class IdlePeriodStarted(Refusal):
    """An idle period can be taken back until the day before it begins."""

    code = "idle_period_started"
    detail = "The idle period has already started."


class IdlePeriodReasonNotFound(Refusal):
    """A reason that the studio does not offer."""

    code = "idle_period_reason_not_found"
    detail = "The reason for the idle period was not found."


class IdlePeriodOverlapping(Refusal):
    """It shares days with another idle period of the contract."""

    code = "idle_period_overlapping"
    detail = "The idle period overlaps another one."


class IdlePeriodDateNotFirstDay(Refusal):
    """Weeks begin on Monday, months on the first."""

    code = "idle_period_date_not_first_day"
    detail = "The idle period must start on the first day of a week or month."
    location = "body.startDate"


class IdlePeriodDeadlineViolated(Refusal):
    """It must be asked for in time before it begins."""

    code = "idle_period_deadline_violated"
    detail = "The deadline for this start date has passed."
    location = "body.startDate"


class IdlePeriodMaximumTermsViolated(Refusal):
    """It is longer than the studio allows, or unlimited where that is not allowed."""

    code = "idle_period_maximum_terms_violated"
    detail = "The idle period is longer than allowed."
    location = "body.termValue"


class IdlePeriodTemporalUnitInvalid(Refusal):
    """The studio does not grant idle periods in this unit."""

    code = "idle_period_temporal_unit_invalid"
    detail = "Idle periods are not possible in this unit of time."
    location = "body.temporalUnit"


class IdlePeriodTermValueMissing(Refusal):
    """A limited idle period needs a unit and a length."""

    code = "idle_period_term_value_missing"
    detail = "The length of the idle period is missing."
    location = "body.termValue"


class IdlePeriodDeactivated(Refusal):
    """The studio or the contract does not allow idle periods, or the contract is ending."""

    code = "idle_period_deactivated_for_contract"
    detail = "Idle periods are not possible for this contract."
