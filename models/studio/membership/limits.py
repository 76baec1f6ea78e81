"""No offer is so long, or paid so often, that a signature would write without end."""

from typing import Any, Final

from contract.errors import Fault, InvalidRequest

DAYS: Final = {"DAY": 1, "WEEK": 7, "MONTH": 30, "YEAR": 365}
LONGEST: Final = 3660
PAYMENTS: Final = 600
_LAST_MONTH_DAY: Final = 31


def check(term: dict[str, Any], place: str) -> None:
    """Refuse spans of no length or of more than ten years, and more than 600 payments."""
    _length(term["term"], f"{place}.term")
    if term.get("extension") is not None:
        _length(term["extension"], f"{place}.extension")
    notice = term["cancellationPeriod"]
    days = notice["periodValue"] * DAYS.get(notice["periodUnit"], LONGEST + 1)
    if not 0 <= days <= LONGEST:
        raise InvalidRequest(Fault(f"{place}.cancellationPeriod", "It must be at most ten years."))
    paid = term["paymentFrequency"]
    if not 1 <= paid.get("monthDay", 1) <= _LAST_MONTH_DAY:
        raise InvalidRequest(Fault(f"{place}.paymentFrequency.monthDay", "It must be a day."))
    if "term" in paid:
        every = _length(paid["term"], f"{place}.paymentFrequency.term")
        spans = [term["term"], term.get("extension") or term["term"]]
        if max(_days(span) for span in spans) > every * PAYMENTS:
            where = f"{place}.paymentFrequency.term"
            raise InvalidRequest(Fault(where, "These are too many payments."))


def _days(span: dict[str, Any]) -> int:
    return int(span["value"]) * DAYS.get(span["unit"], 0)


def _length(span: dict[str, Any], place: str) -> int:
    days = _days(span)
    if not 1 <= days <= LONGEST:
        raise InvalidRequest(Fault(place, "It must be at least a day and at most ten years."))
    return days
