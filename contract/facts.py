"""What the document says, as values that the rest of the server reads at start-up."""

from dataclasses import dataclass
from typing import Any

from contract.pointer import resolved
from contract.rules import ApiRules, OperationRules, RootRules

Json = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """One operation of the document; `definition` is completed, its references are kept."""

    id: str
    api: str
    method: str
    path: str
    rules: OperationRules
    definition: Json
    public: bool


@dataclass(frozen=True)
class Api:
    """One API of the document: a tag with a base path and a style."""

    name: str
    base: str
    rules: ApiRules
    title: str
    description: str


@dataclass(frozen=True)
class Contract:
    """The whole document, bundled and completed; references point into its own components."""

    document: Json
    apis: dict[str, Api]
    operations: dict[str, Operation]
    rules: RootRules

    def resolve(self, node: Json) -> Json:
        """The node that a reference leads to, or the node itself."""
        return resolved(self.document, node)
