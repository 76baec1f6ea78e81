"""Whether a customer may book: one status, the same when asked before and when booking."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contract.errors.refusal import Refusal
from contract.errors.studio_bookings import (
    BookingLimitReached,
    BookingNoContingent,
    BookingNotAvailable,
    BookingStudioClosed,
    BookingTooEarly,
    BookingTooLate,
    CustomerAlreadyBooked,
    CustomerIdle,
    CustomerInOtherBooking,
)

AVAILABLE: Final = "AVAILABLE"
REFUSALS: Final[dict[str, type[Refusal]]] = {
    "NOT_AVAILABLE": BookingNotAvailable,
    "STUDIO_CLOSED": BookingStudioClosed,
    "DATE_TIME_BEFORE_EARLIEST_BOOKING_DATE_TIME": BookingTooEarly,
    "DATE_TIME_AFTER_LATEST_BOOKING_DATE_TIME": BookingTooLate,
    "CUSTOMER_ALREADY_BOOKED": CustomerAlreadyBooked,
    "CUSTOMER_IDLE": CustomerIdle,
    "CUSTOMER_IN_OTHER_BOOKING": CustomerInOtherBooking,
    "NO_CONTINGENT": BookingNoContingent,
    "BOOKING_LIMIT_REACHED": BookingLimitReached,
}
"""Every status but AVAILABLE with the refusal of booking, in the order in which they are found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that decides. `earliest` and `latest` are the limits of the moment of booking."""

    now: datetime
    starts_at: datetime
    offered: bool
    open: bool
    earliest: datetime | None = None
    latest: datetime | None = None
    booked: bool = False
    idle: bool = False
    elsewhere: bool = False
    entitled: bool = True
    room: bool = True

    def status(self) -> str:
        """What stands in the way first: the offer, then its time, the customer, the places."""
        found = (
            not self.offered or self.starts_at <= self.now,
            not self.open,
            self.earliest is not None and self.now < self.earliest,
            self.latest is not None and self.now > self.latest,
            self.booked,
            self.idle,
            self.elsewhere,
            not self.entitled,
            not self.room,
        )
        return next(
            (name for name, stands in zip(REFUSALS, found, strict=True) if stands), AVAILABLE
        )

    def demand(self) -> None:
        """Raise the refusal of the status unless it is AVAILABLE."""
        status = self.status()
        if status != AVAILABLE:
            raise REFUSALS[status]
