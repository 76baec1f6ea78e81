"""The completed document as Connexion reads it, without its own slow proof of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from connexion.exceptions import InvalidSpecification
from connexion.json_schema import resolve_refs
from connexion.spec import OpenAPISpecification

from contract import validity

if TYPE_CHECKING:
    from collections.abc import Mapping


class Specification(OpenAPISpecification):  # type: ignore[misc]  # connexion ships no types
    """Connexion's view of a document, which stays as it is.

    Connexion validates in pure Python, longer than all the rest of a start; the same form is
    proven here by a compiled validator. Raises `InvalidSpecification`.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        raw = dict(document)
        self._set_defaults(raw)
        for keys, reason in validity.form(raw):
            raise InvalidSpecification(f"{'.'.join(map(str, keys))}: {reason}")
        self._raw_spec = raw
        self._spec = resolve_refs(raw)  # a deep copy
        self._base_uri = ""
