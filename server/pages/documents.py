"""Publish the document: whole, one API at a time, and as a catalogue of the APIs (RFC 9727)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import orjson

from contract import publish
from server.pages.page import CORS, Page, fixed, made

if TYPE_CHECKING:
    from contract.facts import Contract

YAML = "application/yaml"
"""RFC 9512."""

JSON = "application/json"

CATALOG = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'


def pages(contract: Contract) -> dict[str, Page]:
    """`/openapi.yaml|json`, `<api base>/openAPI.yaml|json` and `/.well-known/api-catalog`, readable from any origin."""
    found = _both("/openapi", publish.whole(contract))
    for api in contract.apis.values():
        found |= _both(f"{api.base}/openAPI", publish.of_api(contract, api.name))
    found["/.well-known/api-catalog"] = fixed(
        orjson.dumps(catalog(contract)), CATALOG, headers=CORS
    )
    return found


def _both(path: str, document: dict[str, Any]) -> dict[str, Page]:
    return {
        f"{path}.yaml": made(partial(publish.to_yaml, document), YAML, headers=CORS),
        f"{path}.json": made(partial(publish.to_json, document), JSON, headers=CORS),
    }


def catalog(contract: Contract) -> dict[str, Any]:
    """A linkset (RFC 9264) with one entry per API: its document and its rendering."""
    return {
        "linkset": [
            {
                "anchor": api.base,
                "service-desc": [
                    {"href": f"{api.base}/openAPI.yaml", "type": YAML},
                    {"href": f"{api.base}/openAPI.json", "type": JSON},
                ],
                "service-doc": [{"href": "/docs", "type": "text/html"}],
                "status": [{"href": "/readyz", "type": JSON}],
            }
            for api in contract.apis.values()
        ]
    }
