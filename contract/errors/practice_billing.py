"""Refusals of the practice API around time, expenses, fixed fees and invoices."""

from contract.errors.refusal import Refusal


class TimeEntryNotFound(Refusal):
    """Also raised for another firm's time entry, so that ids cannot be probed."""

    code = "time_entry_not_found"
    detail = "The time entry was not found."


class TimeEntryBilled(Refusal):
    """What the client has been billed for stays as it was billed."""

    code = "time_entry_billed"
    detail = "The time entry is on an invoice and cannot be changed."


class ExpenseNotFound(Refusal):
    """Also raised for another firm's expense, so that ids cannot be probed."""

    code = "expense_not_found"
    detail = "The expense was not found."


class ExpenseBilled(Refusal):
    """What the client has been billed for stays as it was billed."""

    code = "expense_billed"
    detail = "The expense is on an invoice and cannot be changed."


class FixedFeeNotFound(Refusal):
    """Also raised for another firm's fixed fee, so that ids cannot be probed."""

    code = "fixed_fee_not_found"
    detail = "The fixed fee was not found."


class FixedFeeBilled(Refusal):
    """What the client has been billed for stays as it was billed."""

    code = "fixed_fee_billed"
    detail = "The fixed fee is on an invoice and cannot be changed."


class FixedFeeInUse(Refusal):
    """It neither goes nor moves to another matter while time entries belong to it."""

    code = "fixed_fee_in_use"
    detail = "There are time entries that belong to the fixed fee."


class InvoiceNotFound(Refusal):
    """Also raised for another firm's invoice, so that ids cannot be probed."""

    code = "invoice_not_found"
    detail = "The invoice was not found."


class NothingToBill(Refusal):
    """No matter has anything in the span that is not on an invoice yet."""

    code = "nothing_to_bill"
    detail = "There is nothing to bill in this span."


class InvoiceNumberTaken(Refusal):
    """Numbers of invoices are unique per firm."""

    code = "invoice_number_taken"
    detail = "There is already an invoice with this number."
    location = "body.invoiceNumber"


class InvoiceStateConflict(Refusal):
    """draft, review, approved, final: one step at a time, and none back."""

    code = "invoice_state_conflict"
    detail = "The invoice cannot go from its state to this one."
    location = "body.state"


class InvoiceFrozen(Refusal):
    """Date and number are settled when an invoice is approved."""

    code = "invoice_frozen"
    detail = "The date and the number of an approved invoice cannot be changed."


class InvoiceNotFinal(Refusal):
    """Before that the client has not been asked for money."""

    code = "invoice_not_final"
    detail = "Payments can be recorded for a final invoice only."


class PaymentExceedsBalance(Refusal):
    """Nobody pays more than is owed."""

    code = "payment_exceeds_balance"
    detail = "The payment is more than the balance of the invoice."
    location = "body.amount"
