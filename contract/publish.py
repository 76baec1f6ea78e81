"""The completed document for readers and tools: whole or one API, as YAML and JSON."""

from typing import Any

import orjson
import yaml

from contract.facts import Contract
from contract.pointer import keys_of, look_up

Json = dict[str, Any]


def whole(contract: Contract) -> Json:
    """The document of all APIs."""
    return contract.document


def of_api(contract: Contract, name: str) -> Json:
    """The document of one API, self-contained: its operations, its tag, and the components they reach."""
    document, api = contract.document, contract.apis[name]
    paths: Json = {}
    for operation in contract.operations.values():
        if operation.api == name:
            item = document["paths"][operation.path]
            kept = paths.setdefault(operation.path, {k: item[k] for k in item if k in _ITEM_KEYS})
            kept[operation.method] = operation.definition
    used = {
        tag for item in paths.values() for o in item.values() if "tags" in o for tag in o["tags"]
    }
    result = {key: value for key, value in document.items() if key != "x-webhooks"}
    result["info"] = document["info"] | {
        "title": f"{document['info']['title']}: {api.title}",
        "description": api.description or document["info"].get("description", ""),
    }
    result["tags"] = [tag for tag in document.get("tags", []) if tag["name"] in used]
    result["paths"] = paths
    result["components"] = _reachable(document, paths)
    return result


_ITEM_KEYS = ("summary", "description", "servers")


def _reachable(document: Json, paths: Json) -> Json:
    """The components that are referred to, directly or not, and all security schemes, in their order."""
    wanted: set[tuple[str, ...]] = set()
    waiting: list[Any] = [paths]
    while waiting:
        for reference in references(waiting.pop()):
            keys = keys_of(reference)[:3]
            if keys not in wanted:
                wanted.add(keys)
                waiting.append(look_up(document, keys))
    components = document.get("components", {})
    kept = {
        kind: {n: v for n, v in named.items() if ("components", kind, n) in wanted}
        for kind, named in components.items()
        if kind != "securitySchemes"
    }
    schemes = components.get("securitySchemes", {})
    return {kind: named for kind, named in ({"securitySchemes": schemes} | kept).items() if named}


def references(node: Any) -> list[str]:
    """All references below a node."""
    found: list[str] = []
    waiting = [node]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            reference = value.get("$ref")
            if isinstance(reference, str):
                found.append(reference)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return found


def to_json(document: Json) -> bytes:
    """JSON in UTF-8, in the author's order."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def to_yaml(document: Json) -> bytes:
    """YAML in UTF-8, in the author's order, long texts as blocks."""
    text = yaml.dump(
        document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120, encoding="utf-8"
    )
    return bytes(text)


class _Dumper(yaml.CSafeDumper):
    """Blocks for text of several lines, quotes where another YAML would read something else, no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
