"""What the server tells afterwards is what its callers were told: each thing exactly once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from bench.client import Client
from bench.material import PATH, name_of

REQUESTS = "/registry/v1/requests"


class ListingError(Exception):
    """A page was answered with something else than a page."""


def listed(url: str, key: str, *, limit: int = 100) -> Iterator[dict[str, Any]]:
    """Every resource of the organization, page after page to the end."""
    client = Client(url, key)
    query: dict[str, Any] = {"limit": limit}
    while True:
        answer = client.get(PATH, query)
        if answer.status != HTTPStatus.OK:
            raise ListingError(f"Listing was answered {answer.status}: {answer.content}")
        yield from answer.content["items"]
        token = answer.content.get("continuationToken")
        if token is None:
            client.close()
            return
        query = {"limit": limit, "continuationToken": token}


def faults(items: Iterable[dict[str, Any]], *, count: int, prefix: str) -> list[str]:
    """What is wrong with a whole listing: an id twice, or a loaded name not exactly once."""
    names: Counter[str] = Counter()
    ids: Counter[str] = Counter()
    for item in items:
        names[item["name"]] += 1
        ids[item["id"]] += 1
    twice = [f"{id} was listed {times} times" for id, times in ids.items() if times > 1]
    wanted = (name_of(prefix, number) for number in range(count))
    return twice + [f"{n} was listed {names[n]} times" for n in wanted if names[n] != 1]


def broken(url: str, key: str, made: Mapping[str, str], names: Sequence[str]) -> list[str]:
    """Where the server differs from what its callers were told.

    `names` were asked for, each with its name as request id; `made` are the ids that were
    acknowledged. Each name must be there once, with that id and a true audit record.
    """
    found: dict[str, list[str]] = {}
    for item in listed(url, key):
        found.setdefault(item["name"], []).append(item["id"])
    wrong = [f"{name} was never asked for" for name in found.keys() - set(names)]
    client = Client(url, key)
    for name in names:
        ids = found.get(name, [])
        if len(ids) != 1:
            wrong.append(f"{name} exists {len(ids)} times")
        if name in made and made[name] not in ids:
            wrong.append(f"{name} was acknowledged as {made[name]}, but that is not there")
        for id in ids:
            audit = client.get(f"{REQUESTS}/{name}").content
            wrong += [f"audit of {name}: {fault}" for fault in untrue(audit, id)]
    client.close()
    return wrong


def untrue(audit: dict[str, Any], id: str) -> list[str]:
    """What an audit record says that is not so, of a call that created the resource `id`."""
    touched = [(thing.get("kind"), thing.get("id")) for thing in audit.get("touched", [])]
    said = {
        "operation": audit.get("operation"),
        "status": audit.get("status"),
        "error": audit.get("error"),
        "touched": touched,
    }
    true = {
        "operation": "createResource",
        "status": int(HTTPStatus.CREATED),
        "error": None,
        "touched": [("resource", id)],
    }
    return [
        f"{name} is {said[name]}, not {true[name]}" for name in true if said[name] != true[name]
    ]
