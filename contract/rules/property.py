"""Rules on a property of a schema."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True)
class PropertyRules:
    """`x-charter` on a property."""

    expires: Annotated[
        int | None,
        {"minimum": 1},
        "The file behind the property is given out as a link that works for so many seconds.",
    ] = None
    hidden_without: Annotated[
        str | None,
        {"pattern": "^[A-Za-z0-9_.:-]+$"},
        "Left out of answers to keys that lack this scope.",
    ] = None
