"""What a key may do is said by resource here, and as a list of scopes by what guards the operations."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

API: Final = "messaging"
ALL: Final = "*"
RESOURCES: Final = (
    "api_clients",
    "api_keys",
    "channels",
    "domains",
    "events",
    "listeners",
    "messages",
    "queues",
    "schemas",
    "stats",
    "topics",
)


def strings(scopes: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """`{queues: {access: read, targets: [a, b]}}` as `messaging:queues:read:a`, `…:b`."""
    found = []
    for resource, one in sorted(scopes.items()):
        scope = f"{API}:{resource}:{one['access']}"
        targets = one.get("targets", [ALL])
        found += [scope] if ALL in targets else [f"{scope}:{id}" for id in sorted(set(targets))]
    return found


def shown(strings: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The list of scopes by resource again."""
    found: dict[str, dict[str, Any]] = {}
    for scope in strings:
        api, _, rest = scope.partition(":")
        resource, _, access = rest.partition(":")
        mode, _, id = access.partition(":")
        if api == API and mode:
            one = found.setdefault(resource, {"access": mode, "targets": []})
            one["targets"].append(id or ALL)
    return found
