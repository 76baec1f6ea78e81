"""From files to facts: the document read, bundled, completed, or refused with the place."""

from pathlib import Path

from contract import validity
from contract.bundle import bundle
from contract.complete import complete
from contract.facts import Contract
from contract.place import DocumentError

__all__ = ["DocumentError", "load"]


def load(path: Path) -> Contract:
    """What the document at `path` and its chapters say; `DocumentError` names what is wrong and where.

    Whether it is valid OpenAPI throughout is for `contract.check`, which takes longer.
    """
    bundled = bundle(path)
    try:
        return complete(bundled)
    except (AttributeError, LookupError, TypeError, ValueError) as exc:
        for keys, reason in validity.faults(bundle(path).document):
            raise DocumentError(bundled.written(keys), reason) from exc
        raise
