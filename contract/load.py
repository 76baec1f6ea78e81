"""From files to facts: the document read, bundled, completed, or refused with the place."""

from pathlib import Path

from contract import validity
from contract.bundle import Bundle, bundle
from contract.complete import complete
from contract.facts import Contract
from contract.place import DocumentError, Place

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
            raise DocumentError(_written(bundled, keys), reason) from exc
        raise


def _written(bundled: Bundle, keys: tuple[str | int, ...]) -> Place:
    """Where the author wrote what stands at `keys` of the bundle."""
    match keys:
        case ("paths", str() as path, *below) if path in bundled.paths:
            return bundled.paths[path].at(*below)
        case ("components", str() as kind, str() as name, *below):
            if (kind, name) in bundled.components:
                return bundled.components[kind, name].at(*below)
    return bundled.root.at(*keys)
