"""Every document of the contract has a page, and the catalogue leads to each."""

from __future__ import annotations

from calls import CONTRACT

from server.pages import documents


def test_each_api_has_a_page_in_both_forms_beside_the_whole():
    expected = {"/openapi.yaml", "/openapi.json", "/.well-known/api-catalog"}
    for api in CONTRACT.apis.values():
        expected |= {f"{api.base}/openAPI.yaml", f"{api.base}/openAPI.json"}
    assert set(documents.pages(CONTRACT)) == expected


def test_the_catalogue_has_one_entry_for_each_api():
    entries = documents.catalog(CONTRACT)["linkset"]
    assert [entry["anchor"] for entry in entries] == [api.base for api in CONTRACT.apis.values()]


def test_what_the_catalogue_names_is_published():
    published = documents.pages(CONTRACT)
    for entry in documents.catalog(CONTRACT)["linkset"]:
        assert {link["href"] for link in entry["service-desc"]} <= set(published)
