"""From files to facts: the document read, bundled, completed, or refused with the place."""

import json
from pathlib import Path

from contract import validity
from contract.bundle import Bundle, bundle
from contract.complete import complete
from contract.facts import Contract
from contract.kept import Kept
from contract.place import DocumentError

__all__ = ["DocumentError", "load", "proven"]


def load(path: Path) -> Contract:
    """What the document at `path` and its chapters say; `DocumentError` names what is wrong and where.

    Whether it is valid OpenAPI throughout is for `proven`, and for `contract.check`, which says all.
    """
    return _completed(bundle(path))


def proven(path: Path, kept: Kept) -> Contract:
    """As `load`, and valid OpenAPI throughout; what `kept` has of the same content is not worked out again."""
    bundled = bundle(path, kept)
    contract = _completed(bundled)
    text = json.dumps(contract.document).encode()
    faults = kept((text, *validity.judge()), lambda: list(validity.faults(contract.document)))
    for keys, reason in faults:
        raise DocumentError(bundled.written(tuple(keys)), reason)
    kept.drop_unused()
    return contract


def _completed(bundled: Bundle) -> Contract:
    try:
        return complete(bundled)
    except (AttributeError, LookupError, TypeError, ValueError) as exc:
        for keys, reason in validity.faults(bundle(bundled.root.file).document):
            raise DocumentError(bundled.written(keys), reason) from exc
        raise
