"""One thing that is wrong with a request, in a sentence that can be said in any language."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, Self


def phrase(template: str) -> str:
    """Mark a template of a `Fault` that stands away from it, so that `contract.messages` finds it."""
    return template


class _Said(NamedTuple):
    location: str
    message: str


class Fault(_Said):
    """Where (`body.name`, `query.limit`, `header.X-Request-ID`) and what.

    `template` is English and what translators translate: what differs from call to call (limits,
    names) is a placeholder in it and a fact beside it. A template without facts stands as it is.
    Two faults are the same when they say the same at the same place.
    """

    template: str
    facts: Mapping[str, object]

    def __new__(cls, location: str, template: str, /, **facts: object) -> Self:
        fault = super().__new__(cls, location, template.format_map(facts) if facts else template)
        fault.template, fault.facts = template, facts
        return fault

    def at(self, location: str) -> "Fault":
        """The same fault at another place."""
        return Fault(location, self.template, **self.facts)

    def told(self, translate: Callable[[str], str]) -> "Fault":
        """The same fault with the sentence that `translate` gives for its template."""
        return Fault(self.location, translate(self.template), **self.facts)
