"""A refusal says why in a code for programs and a sentence for people, and nothing of HTTP."""

from collections.abc import Callable
from string import Formatter
from types import MappingProxyType
from typing import ClassVar

from contract.errors.fault import Fault


class Refusal(Exception):  # noqa: N818 - what it is, not what it is built of
    """Base of everything that the server refuses on purpose.

    A code's meaning never changes. `detail` is a format template: its placeholders are the
    keyword arguments, checked at construction; `sample` has one believable value for each.
    """

    code: ClassVar[str]
    detail: ClassVar[str]
    location: ClassVar[str | None] = None
    sample: ClassVar[MappingProxyType[str, object]] = MappingProxyType({})

    def __init__(self, /, *details: Fault, **facts: object) -> None:
        self.message = self.detail.format_map(facts)
        self.facts = facts
        self._given = details
        super().__init__(self.message)

    @property
    def details(self) -> tuple[Fault, ...]:
        """The faults given, or the one that the class itself stands for."""
        if self._given or self.location is None:
            return self._given
        return (Fault(self.location, self.detail, **self.facts),)

    def told(self, translate: Callable[[str], str]) -> "Refusal":
        """The same refusal with the sentences that `translate` gives for its templates."""
        told = type(self)(*(fault.told(translate) for fault in self.details), **self.facts)
        told.message = translate(self.detail).format_map(self.facts)
        return told

    @classmethod
    def placeholders(cls) -> frozenset[str]:
        """Names of the facts that the sentence needs."""
        return frozenset(name for _, name, _, _ in Formatter().parse(cls.detail) if name)

    @classmethod
    def example(cls) -> "Refusal":
        """A believable one, as the published document shows it."""
        return cls(**cls.sample)


def samples(**facts: object) -> MappingProxyType[str, object]:
    """Believable facts of a refusal, that nobody can change by accident."""
    return MappingProxyType(facts)
