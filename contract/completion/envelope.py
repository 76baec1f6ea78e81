"""`envelope`: each JSON answer becomes an object with one property, and links lead into it."""

from typing import Any

from contract.completion import linked
from contract.completion.draft import Draft, capitalized
from contract.completion.example import example_of
from contract.pointer import keys_of
from contract.rules import ApiRules, OperationRules

Json = dict[str, Any]

JSON = "application/json"
_BODY = "$response.body#/"
_FITTING = {"data": "pagination", "named": "page"}


def name_of(api: ApiRules, operation: OperationRules) -> str | None:
    """The property that has the answers of an operation, if they have an envelope."""
    return operation.named if api.envelope == "named" else api.envelope


def complete(draft: Draft) -> None:
    """Wrap the answers that succeed; a page of the style `pagination` has an envelope of its own."""
    kind, rules = draft.api.rules.envelope, draft.rules
    if kind != "named" and rules.named is not None:
        draft.refuse("named", "the API's envelope is not `named`")
    if kind is None:
        return
    if rules.paged is not None and rules.paged.style != _FITTING[kind]:
        draft.refuse("paged", f"the style {rules.paged.style} does not fit the envelope {kind}")
    if rules.paged is not None and kind == "data":
        return
    for response in draft.successes().values():
        media = response.get("content", {}).get(JSON)
        if media is None:
            continue
        name = name_of(draft.api.rules, rules)
        if name is None:
            draft.refuse("named", "is needed: the API's envelope is `named`")
        inside = {} if kind == "data" else linked.properties(draft, response)
        response["content"] = response["content"] | {JSON: _wrapped(draft, media, name, inside)}
        if "links" in response:
            response["links"] = {
                key: _led(draft.resolve(link), name) for key, link in response["links"].items()
            }


def _wrapped(draft: Draft, media: Json, name: str, beside: Json) -> Json:
    """`beside` are further properties, all of them required."""
    schema = media.get("schema", {})
    given = media.get("examples")
    if given is None:
        value = media["example"] if "example" in media else example_of(draft.document, schema)
        given = {"answer": {"value": value}}
    examples = {key: draft.resolve(example) for key, example in given.items()}
    more = {key: example_of(draft.document, value) for key, value in beside.items()}
    return {
        "schema": _schema(draft, schema, name, beside),
        "examples": {
            key: example | {"value": {name: example["value"], **more}}
            for key, example in examples.items()
        },
    }


def _schema(draft: Draft, schema: Json, name: str, beside: Json) -> Json:
    """The envelope; a shared one where the answer itself is shared, and an operation's own with links."""
    envelope = {
        "description": "The answer, in its envelope.",
        "type": "object",
        "required": [name, *beside],
        "properties": {name: schema, **beside},
    }
    if beside:
        return draft.component("schemas", f"{capitalized(draft.id)}Answer", envelope)
    if "$ref" not in schema:
        return envelope
    return draft.component("schemas", f"{keys_of(schema['$ref'])[-1]}Data", envelope)


def _led(link: Json, name: str) -> Json:
    parameters = {
        key: f"{_BODY}{name}/{expression.removeprefix(_BODY)}"
        if isinstance(expression, str) and expression.startswith(_BODY)
        else expression
        for key, expression in link.get("parameters", {}).items()
    }
    return link | ({"parameters": parameters} if parameters else {})
