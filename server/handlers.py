"""Find the handler of every operation, and refuse to start where the two do not match."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING, Any

from connexion.decorators.parameter import pythonic
from connexion.exceptions import ResolverError
from connexion.resolver import Resolution, Resolver

from contract.mismatch import Unclaimed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from contract.facts import Contract


def found(package: str, apis: Iterable[str]) -> dict[tuple[str, str], Callable[..., Any]]:
    """Public functions of `<package>/<api>/*.py`, by API and name."""
    functions: dict[tuple[str, str], Callable[..., Any]] = {}
    for api in apis:
        try:
            home = importlib.import_module(f"{package}.{api}")
        except ModuleNotFoundError as exc:
            if exc.name not in (package, f"{package}.{api}"):
                raise
            raise Unclaimed(
                f"{package}/{api}: there is no such package, but the document has the API {api}"
            ) from exc
        for entry in pkgutil.iter_modules(home.__path__):
            module = importlib.import_module(f"{home.__name__}.{entry.name}")
            for name, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ != module.__name__ or name.startswith("_"):
                    continue
                if (api, name) in functions:
                    raise Unclaimed(
                        f"{module.__name__}.{name}: a function of this name stands in another module, too"
                    )
                functions[api, name] = function
    return functions


def matched(contract: Contract, package: str) -> dict[str, Callable[..., Any]]:
    """The handler of each operation by its id; raise `Unclaimed` for every one that has no counterpart."""
    functions = found(package, contract.apis)
    handlers, missing = {}, []
    for operation in contract.operations.values():
        name = pythonic(operation.id)
        handler = functions.pop((operation.api, name), None)
        if handler is None:
            missing.append(f"{operation.id}: no function {name} in {package}/{operation.api}/*.py")
        else:
            handlers[operation.id] = handler
    extra = [
        f"{function.__module__}.{name}: no operation {name} in the document"
        for (_, name), function in functions.items()
    ]
    if missing or extra:
        raise Unclaimed("; ".join([*missing, *extra]))
    return handlers


class HandlersResolver(Resolver):  # type: ignore[misc]  # connexion ships no types
    """Connexion's resolver over functions that were matched before."""

    def __init__(self, handlers: dict[str, Callable[..., Any]]) -> None:
        super().__init__()
        self._handlers = handlers

    def resolve(self, operation: Any) -> Resolution:
        """The operation's handler under its plain operationId."""
        try:
            return Resolution(self._handlers[operation.operation_id], operation.operation_id)
        except KeyError as exc:
            raise ResolverError(f"no handler for {operation.operation_id}") from exc
