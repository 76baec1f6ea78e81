"""What a request brings as a whole object is stored whole, or refused where it cannot be."""

from typing import Any

from contract.errors import Fault, InvalidRequest
from models.text import storable


def clean(value: Any, place: str) -> Any:
    """Leave out what is null; a text that no database holds is an `InvalidRequest` at its place."""
    if isinstance(value, dict):
        return {
            name: clean(part, f"{place}.{name}") for name, part in value.items() if part is not None
        }
    if isinstance(value, list):
        return [clean(part, f"{place}.{at}") for at, part in enumerate(value)]
    if isinstance(value, str) and not storable(value):
        raise InvalidRequest(Fault(place, "It contains a character that cannot be stored."))
    return value


def folded(text: str) -> str:
    """The text as it is searched by: case and space around it do not matter."""
    return text.strip().casefold()
