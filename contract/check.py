"""Everything that can be said against a document without running it, one sentence each."""

from collections.abc import Callable, Iterator

from contract import validity
from contract.checks import examples, links, operations, schemas
from contract.facts import Contract


def faults(contract: Contract) -> list[str]:
    """All faults of the completed document, in its order; empty when it is sound.

    A document that is not valid OpenAPI is not looked at further.
    """
    invalid = list(_validity(contract))
    return invalid or [fault for check in CHECKS for fault in check(contract)]


def _validity(contract: Contract) -> Iterator[str]:
    """OpenAPI 3.0 itself."""
    for keys, reason in validity.faults(contract.document):
        place = ".".join(map(str, keys))
        yield f"{place}: {reason}" if place else reason


CHECKS: tuple[Callable[[Contract], Iterator[str]], ...] = (
    operations.faults,
    links.faults,
    schemas.faults,
    examples.faults,
)
