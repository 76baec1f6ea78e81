"""Times are told and taken as whole milliseconds since 1970."""

from datetime import UTC, datetime, timedelta
from typing import Final

from contract.errors import Fault, InvalidRequest

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


def ms(moment: datetime) -> int:
    """The millisecond that a moment lies in."""
    return (moment - _EPOCH) // _MILLISECOND


def shown(**moments: datetime | None) -> dict[str, int]:
    """Those of the moments that there are."""
    return {name: ms(moment) for name, moment in moments.items() if moment is not None}


def moment(millis: int | None, place: str) -> datetime | None:
    """The moment of a number that came in at `place`, or `InvalidRequest`."""
    if millis is None:
        return None
    try:
        return _EPOCH + timedelta(milliseconds=millis)
    except OverflowError:
        raise InvalidRequest(Fault(place, "There is no such time.")) from None
