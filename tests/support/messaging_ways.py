"""How each refusal of messaging is provoked, for any operation that declares it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import messaging_calls
from calls import parameters

if TYPE_CHECKING:
    from wire import Response

CREATED_BY = {
    "replaceApiClient": "createApiClient",
    "replaceApiKey": "createApiKey",
    "replaceQueue": "createQueue",
    "replaceListener": "createListener",
    "replaceDomain": "createDomain",
}
HERE = "127.0.0.1"


def absent(scene: Any) -> Response:
    answer: Response = scene.absent()
    return answer


def changed(scene: Any, body: dict[str, Any]) -> Response:
    """A good call whose body has these properties instead."""
    made = scene.good()
    answer: Response = made.by(scene.alice, json=made.options["json"] | body)
    return answer


def with_body(**body: Any) -> Callable[[Any], Response]:
    return lambda scene: changed(scene, body)


def nobodys(name: str) -> Callable[[Any], Response]:
    """All that the path names is there but for the last, or what the body names is not there."""

    def way(scene: Any) -> Response:
        given, path = scene.given(), parameters(scene.operation, "path")
        examples = {item["name"]: item["example"] for item in path}
        if name in examples:
            changed_path = dict(given.path) | {name: examples[name]}
            answer: Response = scene.call(changed_path, {}, given.body).by(scene.alice)
        else:
            answer = scene.call(given.path).by(scene.alice)  # as the example has it
        return answer

    return way


def name_taken(scene: Any) -> Response:
    """Made twice, or called like another one of its kind."""
    made = scene.good()
    body = dict(made.options["json"])
    if scene.operation.id in CREATED_BY:
        of_queue = scene.operation.id == "replaceListener"
        path = {"queue_id": made.values["queue_id"]} if of_queue else {}
        (thing, _links) = scene.make(CREATED_BY[scene.operation.id], path=path).values()
        body |= {"alias": thing["alias"], "name": thing["alias"]}
    else:
        made.by(scene.alice)
    answer: Response = made.by(scene.alice, json=body)
    return answer


def scope_not_grantable(scene: Any) -> Response:
    """By a key that may make keys, and nothing else."""
    made = scene.good()
    weak = scene.of_key("messaging:api_keys:write")
    more = {"status": "enabled", "scopes": {"queues": {"access": "write"}}}
    answer: Response = made.by(weak, json=made.options["json"] | more)
    return answer


def url_refused(scene: Any) -> Response:
    """Addresses of this machine."""
    made = scene.good()
    url = {"hostname": HERE} if "hostname" in made.options["json"] else {}
    wanted = url or {"notify_url": f"https://{HERE}/hooks"}
    answer: Response = made.by(scene.alice, json=made.options["json"] | wanted)
    return answer


def message_invalid(scene: Any) -> Response:
    path = {"queue_id": messaging_calls.schema(scene.make).path["queue_id"]}
    answer: Response = scene.call(path, {}, {"data": "no JSON"}).by(scene.alice)
    return answer


WAYS: dict[str, Callable[[Any], Response]] = {
    "api_client_not_found": absent,
    "api_key_not_found": absent,
    "client_unknown": with_body(client_id="c4Wn-7TpLx_0sYb2QmKzE"),
    "domain_not_found": absent,
    "listener_not_found": nobodys("listener_id"),
    "message_invalid": message_invalid,
    "message_not_found": nobodys("message_id"),
    "name_taken": name_taken,
    "name_unclear": with_body(name="name-one", alias="name-two"),
    "ordering_fixed": with_body(ordering="fifo"),
    "queue_not_found": absent,
    "schema_invalid": with_body(schema={"number": {"type": "no such type"}}),
    "schema_not_found": nobodys("schema_id"),
    "url_refused": url_refused,
}
"""The errors of messaging."""
