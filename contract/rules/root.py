"""Rules at the root of the document: what holds for every request, whichever API it is for."""

from dataclasses import dataclass
from typing import Annotated

from contract.rules.api import ErrorStyle


@dataclass(frozen=True)
class RootRules:
    """`x-charter` at the root of the document."""

    errors: Annotated[ErrorStyle, "Shape of errors on paths outside every API."] = "problem"
    body_limit: Annotated[int, {"minimum": 1}, "Largest request body in bytes; beyond it 413."] = (
        1_048_576
    )
    json_depth: Annotated[int, {"minimum": 1}, "Deepest nesting of a JSON body; beyond it 400."] = (
        64
    )
    header_limit: Annotated[
        int, {"minimum": 1}, "Bytes of all request headers together; beyond it 431."
    ] = 16_384
