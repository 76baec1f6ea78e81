"""The application as a whole, seen from the wire."""

from __future__ import annotations


def create(client, name="Boiler", **more):
    return client.post(
        "/registry/v1/resources",
        json={"kind": "sensor", "name": name, **more.pop("body", {})},
        **more,
    )


def test_a_created_resource_is_read_back(alice):
    made = create(alice, "Boiler 1")
    assert made.status == 201, made.body
    read = alice.get(made.headers["location"])
    assert read.status == 200
    assert read.json() == made.json()
    assert read.headers["etag"] == made.headers["etag"] == '"1"'


def test_an_unknown_path_is_not_found_in_the_root_style(nobody):
    answer = nobody.get("/nowhere")
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"


def test_an_entity_tag_without_quotes_is_refused_and_not_ignored(alice):
    made = create(alice, "Boiler 2")
    for method, header in (("GET", "If-None-Match"), ("DELETE", "If-Match")):
        answer = alice.call(method, made.headers["location"], headers={header: "1"})
        assert answer.status == 400
        assert answer.json()["details"][0]["location"] == f"header.{header}"


def test_what_goes_into_the_subject_of_a_mail_is_one_line(alice):
    partner = {"contactEmail": "partner@example.com", "scopes": ["registry:read"]}
    for separator in ("\n", "\x1f", "\x85", "\u2028"):
        named = {"app": f"Energy{separator}Reports", **partner}
        refused = alice.post("/platform/v1/activations", json=named)
        assert refused.status == 400
        assert refused.json()["errors"][0]["location"] == "body.app"
        shown = {"displayName": f"Acme{separator}Ltd"}
        refused = alice.patch("/platform/v1/organization", json=shown)
        assert refused.status == 400
        assert refused.json()["errors"][0]["location"] == "body.displayName"
