"""JSON in, JSON out, errors included; at the path with a version and at the one without."""

import re

import orjson
import pytest
from sorting_office import (
    API_KEYS,
    DOMAINS,
    EVENTS,
    LISTENERS,
    MESSAGES,
    MESSAGING,
    NANOID,
    NOWHERE,
    QUEUES,
    STATS,
    data,
    ids,
    listener,
    message,
    named,
    now,
    opened,
    queue,
    refused,
    told,
    under,
)

LISTS = [QUEUES, LISTENERS, MESSAGES, DOMAINS, API_KEYS]
EVERYWHERE = [*LISTS, EVENTS, STATS]


def plain(path):
    """The path without its version."""
    return path.replace("/v1", "", 1)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_no_version_means_the_first(alice, path):
    versioned, unversioned = (
        alice.get(one, headers={"x-request-id": "same"}) for one in (path, plain(path))
    )

    assert unversioned.json() == versioned.json()
    assert told(unversioned)["_links"]["self"]["href"] == path


def test_everything_can_be_done_without_a_version(alice):
    made = data(alice.post(plain(QUEUES), json={"name": named("queue")}))
    path = plain(under(made))

    assert data(alice.put(path, json={"name": named("queue")}))["id"] == made["id"]
    assert alice.post(f"{path}/messages", json={"data": "text"}).status == 200
    assert data(alice.delete(path)) == {"id": made["id"]}
    assert alice.get(path).status == alice.get(under(made)).status == 404


def test_errors_are_the_same_without_a_version(alice, nobody):
    assert nobody.get(plain(QUEUES)).status == 401
    assert alice.patch(plain(QUEUES), json={}).status == 405
    assert alice.get(f"{plain(MESSAGING)}/nothing").status == 404
    allowed = [alice.call("OPTIONS", path).headers["allow"] for path in (QUEUES, plain(QUEUES))]
    assert allowed[0] == allowed[1]


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*;q=1"])
def test_another_accept_is_not_acceptable(alice, accept):
    answer = alice.get(QUEUES, headers={"accept": accept})

    assert answer.status == 406
    assert answer.json()["title"] == "Not Acceptable"
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, application/json;q=0.1"])
def test_whoever_accepts_json_gets_it(alice, accept):
    assert told(alice.get(QUEUES, headers={"accept": accept}))


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml"]
)
def test_another_content_type_is_not_supported(alice, content_type):
    answer = alice.post(QUEUES, json={"name": named("queue")}, content_type=content_type)

    assert answer.status == 415
    assert answer.json()["title"] == "Unsupported Media Type"


@pytest.mark.parametrize("act", ["test", "rotate_secret", "recover"])
def test_a_post_without_a_body_says_so_by_its_length(alice, box, act):
    path = under(box, "listeners", listener(alice, box)["id"], act)

    assert refused(alice.post(path, headers={"content-length": None})) == (
        400,
        ["header.Content-Length"],
    )
    assert told(alice.post(path))
    assert told(alice.post(path, headers={"content-length": None}, http_version="2"))


def test_so_does_a_put(alice, box):
    answer = alice.put(under(box), headers={"content-length": None})

    assert refused(answer)[0] == 400


def test_success_is_200_for_every_verb(alice):
    made = alice.post(QUEUES, json={"name": named("queue")})
    path = under(data(made))

    answers = [
        made,
        alice.get(path),
        alice.put(path, json={"name": named("queue")}),
        alice.post(f"{path}/messages", json={"data": "text"}),
        alice.delete(path),
    ]

    assert [answer.status for answer in answers] == [200] * 5


def test_a_patch_is_not_allowed(alice, box):
    answer = alice.patch(under(box), json={"name": "other"})

    assert answer.status == 405
    assert answer.json()["title"] == "Method Not Allowed"


@pytest.mark.parametrize(
    ("call", "status", "title"),
    [
        (lambda one: one.get(f"{QUEUES}/{NOWHERE}"), 404, "Not Found"),
        (lambda one: one.get(f"{MESSAGING}/nothing"), 404, "Not Found"),
        (lambda one: one.get(f"{QUEUES}/short"), 400, "Bad Request"),
        (lambda one: one.post(QUEUES, json={}), 422, "Unprocessable Entity"),
        (lambda one: one.post(QUEUES, body=b"{"), 400, "Bad Request"),
        (lambda one: one.post(QUEUES, body=b'"\xff"'), 400, "Bad Request"),
        (lambda one: one.post(QUEUES, json=[]), 400, "Bad Request"),
        (lambda one: one.post(QUEUES, json={"name": 1}), 400, "Bad Request"),
    ],
)
def test_an_error_has_a_title_and_its_status(alice, call, status, title):
    answer = call(alice)

    error = answer.json()
    assert (answer.status, error["status"], error["title"]) == (status, status, title)
    assert set(error) <= {"title", "status", "detail", "errors"}
    assert all(set(fault) == {"location", "message"} for fault in error.get("errors", []))
    assert answer.headers["content-type"] == "application/json"


def test_what_a_request_says_beside_what_is_known_is_refused_with_its_place(alice, box):
    listening = {"notify_url": "https://a.example", "liveness_url": "https://a.example"}
    for path, content in (
        (QUEUES, {"name": named("queue")}),
        (under(box, "listeners"), {"name": named("listener")} | listening),
        (under(box, "messages"), {"data": "text"}),
        (under(box, "dead_letters", "replay"), {}),
        (DOMAINS, {"name": named("domain"), "hostname": "a.example"}),
        (API_KEYS, {"name": named("key"), "scopes": {"queues": {"access": "read"}}}),
    ):
        answer = alice.post(path, json=content | {"colour": "red"})
        assert refused(answer) == (400, ["body.colour"]), path


def test_a_parameter_that_is_not_known_is_refused(alice):
    assert refused(alice.get(QUEUES, query={"colour": "red"})) == (400, ["query.colour"])


@pytest.mark.parametrize("path", [*EVERYWHERE, f"{QUEUES}/{NOWHERE}", f"{MESSAGING}/nothing"])
def test_pretty_answers_are_indented_errors_included(alice, path):
    plain, pretty = (alice.get(path, query={"pretty": word}) for word in ("false", "true"))

    assert b"\n" not in plain.body
    assert pretty.body.startswith(b'{\n  "')
    assert pretty.json() == plain.json()
    assert pretty.body.strip() == orjson.dumps(pretty.json(), option=orjson.OPT_INDENT_2)


def test_pretty_is_true_or_false(alice):
    assert refused(alice.get(QUEUES, query={"pretty": "yes"}))[0] == 400


def test_what_is_made_can_be_pretty_too(alice):
    made = alice.post(QUEUES, query={"pretty": "true"}, json={"name": named("queue")})

    assert made.body.startswith(b'{\n  "queue": {\n    "id"')


def test_every_answer_says_how_many_calls_are_left(alice):
    for answer in (alice.get(QUEUES), alice.get(f"{QUEUES}/{NOWHERE}"), alice.post(QUEUES)):
        limit, left, reset = (
            int(answer.headers[f"x-ratelimit-{word}"]) for word in ("limit", "remaining", "reset")
        )
        assert left < limit
        assert reset > 1_700_000_000  # seconds, not milliseconds
        assert reset < 10_000_000_000


def test_the_reset_is_within_a_minute(cast, alice):
    reset = int(alice.get(QUEUES).headers["x-ratelimit-reset"])

    assert 0 < reset - now(cast) / 1000 <= 60


def test_ids_have_21_characters_and_times_are_whole_milliseconds(cast, alice, box):
    made = listener(alice, box)
    id = message(alice, box)

    assert all(re.fullmatch(NANOID, one) for one in (box["id"], made["id"], id))
    stored = data(alice.get(under(box, "messages", id)))["stored_at"]
    assert stored == now(cast)
    assert type(made["created_at"]) is int


def test_links_lead_to_the_thing_and_to_what_belongs_to_it(alice):
    made = alice.post(QUEUES, json={"name": named("queue"), "schema": {"a": {"type": "string"}}})
    path = under(data(made))
    links = {
        "self": path,
        "listeners": f"{path}/listeners",
        "messages": f"{path}/messages",
        "dead_letters": f"{path}/dead_letters",
        "schema": f"{path}/schemas/{data(made)['schema_id']}",
    }

    for answer in (made, alice.get(path)):
        assert {name: one["href"] for name, one in told(answer)["_links"].items()} == links
    assert [alice.get(href).status for href in links.values()] == [200] * 5


def test_without_a_schema_no_link_leads_to_one(alice, box):
    assert "schema" not in told(alice.get(under(box)))["_links"]


def test_links_of_lists_and_of_acts(alice, box):
    id = message(alice, box)
    there = under(box, "messages", id)

    again = told(alice.post(f"{there}/redeliver"))["_links"]
    assert again == {"self": {"href": there}, "attempts": {"href": f"{there}/attempts"}}
    for path in EVERYWHERE:
        assert told(alice.get(path))["_links"]["self"]["href"] == path


def pages(answer):
    """Where the pages lie, by the names of their links."""
    found = {}
    for link in answer.headers["link"].split(", "):
        target, _, name = link.partition("; rel=")
        found[name.strip('"')] = target.strip("<>")
    return found


def test_lists_have_ten_things_a_page_and_lead_to_the_others(office):
    made = [queue(office)["id"] for _ in range(23)]

    first = office.get(QUEUES)
    assert ids(first) == made[:10]
    assert set(pages(first)) == {"first", "next", "last"}

    second = office.get(pages(first)["next"])
    assert ids(second) == made[10:20]
    assert set(pages(second)) == {"first", "prev", "next", "last"}
    assert ids(office.get(pages(second)["prev"])) == made[:10]

    last = office.get(pages(second)["last"])
    assert ids(last) == made[20:]
    assert set(pages(last)) == {"first", "prev", "last"}


def test_a_page_behind_the_last_is_empty(office):
    queue(office)

    answer = office.get(QUEUES, query={"page": 9, "per_page": 5, "pretty": "true"})

    assert ids(answer) == []
    assert "pretty=true" in pages(answer)["last"]


@pytest.mark.parametrize("path", LISTS)
def test_every_list_has_pages(alice, box, path):
    listener(alice, box)
    message(alice, box)
    alice.post(DOMAINS, json={"name": named("domain"), "hostname": "a.example"})
    alice.post(API_KEYS, json={"name": named("key"), "scopes": {"queues": {"access": "read"}}})

    answer = alice.get(path, query={"per_page": 1})

    assert len(data(answer)) == 1
    assert pages(answer)["first"] == f"{path}?page=1&per_page=1"


@pytest.mark.parametrize(
    ("name", "value"),
    [("page", 0), ("page", -1), ("page", "x"), ("page", 10**7), ("per_page", 0), ("per_page", 101)],
)
def test_there_is_no_such_page(alice, name, value):
    assert refused(alice.get(QUEUES, query={name: value})) == (400, [f"query.{name}"])


def test_a_page_has_a_hundred_things_at_most(alice):
    assert told(alice.get(QUEUES, query={"per_page": 100}))


def test_beyond_the_rate_nothing_is_done_and_the_answer_says_until_when(applications):
    slow = opened(applications(CHARTER_RATE_LIMIT_SCALE="0.01"))  # 12 a minute

    answers = [slow.post(QUEUES, json={"name": named("queue")}) for _ in range(13)]

    assert [answer.status for answer in answers] == [200] * 12 + [429]
    assert [int(answer.headers["x-ratelimit-remaining"]) for answer in answers[:3]] == [11, 10, 9]
    assert {answer.headers["x-ratelimit-limit"] for answer in answers} == {"12"}
    assert answers[-1].json()["title"] == "Too Many Requests"
    assert int(answers[-1].headers["retry-after"]) <= 60


def test_1200_calls_a_minute_are_borne(applications):
    plain = opened(applications())

    assert plain.get(QUEUES).headers["x-ratelimit-limit"] == "1200"


def test_the_document_says_that_answers_may_grow(nobody):
    (tag,) = [
        one
        for one in nobody.get(f"{MESSAGING}/openAPI.json").json()["tags"]
        if one["name"] == "messaging"
    ]

    words = " ".join(tag["description"].split())
    assert (
        "An answer may get more properties at any time: ignore those that you do not know" in words
    )
    assert "/messaging" in words
