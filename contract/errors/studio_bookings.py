"""Refusals of the studio API around employees, classes and appointments."""

from contract.errors.refusal import Refusal


class EmployeeNotFound(Refusal):
    """Also raised for another studio's employee and for one who has left."""

    code = "employee_not_found"
    detail = "The employee was not found."


class EmployeeHasAppointments(Refusal):
    """Whoever leaves must not be awaited by anybody."""

    code = "employee_has_appointments"
    detail = "The employee still has classes or appointments to come."


class InstructorAlreadyBooked(Refusal):
    """Nobody is at two places at a time, across classes and appointments."""

    code = "instructor_already_booked"
    detail = "The instructor is already booked at this time."


class ClassNotFound(Refusal):
    """Also raised for another studio's class, so that ids cannot be probed."""

    code = "class_not_found"
    detail = "The class was not found."


class ClassSlotNotFound(Refusal):
    """Also raised for a slot of another class, and for a cancelled one."""

    code = "class_slot_not_found"
    detail = "The class slot was not found."


class ClassSlotStarted(Refusal):
    """What has begun is history."""

    code = "class_slot_started"
    detail = "The class slot has already started."


class ClassSlotCapacityTooSmall(Refusal):
    """A slot never has more bookings than places; cancel bookings before making it smaller."""

    code = "class_slot_capacity_too_small"
    detail = "More participants are booked than the new maximum allows."
    location = "body.maxParticipants"


class BookableAppointmentNotFound(Refusal):
    """Also raised for another studio's, so that ids cannot be probed."""

    code = "bookable_appointment_not_found"
    detail = "The bookable appointment was not found."


class BookingNotFound(Refusal):
    """Also raised for another studio's booking, and for an appointment where a class is asked for."""

    code = "booking_not_found"
    detail = "The booking was not found."


class BookingAlreadyCancelled(Refusal):
    """A cancellation is final; the place may belong to somebody else by now."""

    code = "booking_already_cancelled"
    detail = "The booking has already been cancelled."


class BookingCancellationTooLate(Refusal):
    """After the latest term of the cancellation condition, or after the start."""

    code = "booking_cancellation_too_late"
    detail = "The booking can no longer be cancelled."


class BookingNotAvailable(Refusal):
    """Validation status NOT_AVAILABLE."""

    code = "booking_not_available"
    detail = "This cannot be booked."


class BookingStudioClosed(Refusal):
    """Validation status STUDIO_CLOSED."""

    code = "booking_studio_closed"
    detail = "The studio is closed at this time."


class BookingTooEarly(Refusal):
    """Validation status DATE_TIME_BEFORE_EARLIEST_BOOKING_DATE_TIME."""

    code = "booking_too_early"
    detail = "This cannot be booked yet."


class BookingTooLate(Refusal):
    """Validation status DATE_TIME_AFTER_LATEST_BOOKING_DATE_TIME."""

    code = "booking_too_late"
    detail = "This can no longer be booked."


class CustomerAlreadyBooked(Refusal):
    """Validation status CUSTOMER_ALREADY_BOOKED."""

    code = "customer_already_booked"
    detail = "The customer has already booked this or is on its waiting list."


class CustomerIdle(Refusal):
    """Validation status CUSTOMER_IDLE."""

    code = "customer_idle"
    detail = "The customer's membership is idle at this time."


class CustomerInOtherBooking(Refusal):
    """Validation status CUSTOMER_IN_OTHER_BOOKING."""

    code = "customer_in_other_booking"
    detail = "The customer has another booking at this time."


class BookingNoContingent(Refusal):
    """Validation status NO_CONTINGENT."""

    code = "booking_no_contingent"
    detail = "The customer has used up all bookings of this period."


class BookingLimitReached(Refusal):
    """Validation status BOOKING_LIMIT_REACHED: places and waiting list, or all instructors."""

    code = "booking_limit_reached"
    detail = "There is no place left."
