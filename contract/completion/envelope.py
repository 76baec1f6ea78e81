"""`envelope`: each JSON answer becomes an object with one property, and links lead into it."""

from typing import Any

from contract.completion.draft import Draft
from contract.completion.example import example_of
from contract.pointer import keys_of

Json = dict[str, Any]

JSON = "application/json"
_BODY = "$response.body#/"


def complete(draft: Draft) -> None:
    """Wrap the answers that succeed; a page has an envelope of its own."""
    name = draft.api.rules.envelope
    if name is None:
        return
    if draft.rules.paged is not None:
        if draft.rules.paged.style != "pagination":
            style = draft.rules.paged.style
            draft.refuse("paged", f"the style {style} does not fit the envelope {name}")
        return
    for response in draft.successes().values():
        media = response.get("content", {}).get(JSON)
        if media is None:
            continue
        response["content"] = response["content"] | {JSON: _wrapped(draft, media, name)}
        if "links" in response:
            response["links"] = {
                key: _led(draft.resolve(link), name) for key, link in response["links"].items()
            }


def _wrapped(draft: Draft, media: Json, name: str) -> Json:
    schema = media.get("schema", {})
    given = media.get("examples")
    if given is None:
        value = media["example"] if "example" in media else example_of(draft.document, schema)
        given = {"answer": {"value": value}}
    examples = {key: draft.resolve(example) for key, example in given.items()}
    return {
        "schema": _schema(draft, schema, name),
        "examples": {
            key: example | {"value": {name: example["value"]}} for key, example in examples.items()
        },
    }


def _schema(draft: Draft, schema: Json, name: str) -> Json:
    """The envelope; a shared one where the answer itself is shared."""
    envelope = {
        "description": "The answer, in its envelope.",
        "type": "object",
        "required": [name],
        "properties": {name: schema},
    }
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
