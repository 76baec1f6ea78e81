"""Lists come in pages, and a page's token is good for the next page of the same list only."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.errors import InvalidToken
from contract.rules import Paged
from conventions import paging
from models.paging import Page, Slice
from models.vault import Vault


@pytest.fixture
def halves(operations, vault):
    return paging.bind(operations["listNotes"], vault)


@pytest.fixture
def asked(exchange, caller):
    """A call of a list, as validation leaves it."""

    def made(tenant="acme", **arguments):
        return exchange(
            caller=caller(tenant=tenant), arguments={"limit": 2, "sort": "id", **arguments}
        )

    return made


@pytest.fixture
def token(halves, asked):
    """The token of the second page."""
    opener, closer = halves
    call = asked()
    opener(call)
    return closer(call, Slice([1, 2], next=("n2", 7)))["continuationToken"]


def test_an_operation_that_is_not_paged_has_no_link(operations, vault):
    assert paging.bind(operations["getNote"], vault) is None


def test_the_first_page_begins_at_the_beginning(halves, asked):
    call = asked(tag=["a"])

    halves[0](call)

    assert call.arguments == {
        "page": Page(limit=2, after=None, offset=0),
        "sort": "id",
        "tag": ["a"],
    }


def test_the_token_leads_on(halves, asked, token):
    call = asked(continuation_token=token)

    halves[0](call)

    assert call.arguments == {"page": Page(limit=2, after=("n2", 7), offset=0), "sort": "id"}


def test_the_limit_may_change_on_the_way(halves, asked, token):
    call = asked(continuation_token=token, limit=5)

    halves[0](call)

    assert call.arguments["page"] == Page(limit=5, after=("n2", 7), offset=0)


def test_a_token_can_be_had_from_a_page_that_was_reached_by_one(halves, asked, token):
    opener, closer = halves
    second = asked(continuation_token=token)
    opener(second)
    third = asked(continuation_token=closer(second, Slice([3], next=("n4",)))["continuationToken"])

    opener(third)

    assert third.arguments["page"].after == ("n4",)


def test_the_last_page_has_no_token(halves, asked):
    opener, closer = halves
    call = asked()
    opener(call)

    assert closer(call, Slice([])) == {"items": []}


@pytest.mark.parametrize(
    "given",
    [{"tenant": "other"}, {"sort": "text"}, {"tag": ["a"]}, {"min_size": 0}],
    ids=["tenant", "order", "filter", "another filter"],
)
def test_a_token_is_bound_to_tenant_and_query(halves, asked, token, given):
    with pytest.raises(InvalidToken):
        halves[0](asked(continuation_token=token, **given))


def test_a_token_is_bound_to_its_operation(operations, vault, asked, token):
    other = dataclasses.replace(operations["listNotes"], id="listOthers")
    opener, _ = paging.bind(other, vault)

    with pytest.raises(InvalidToken):
        opener(asked(continuation_token=token))


def test_a_token_of_another_server_or_another_use_is_refused(halves, asked, vault):
    content = ["0" * 32, ["n2"]]
    for signer in (Vault(b"another server's secret").signer("continuation"), vault.signer("other")):
        with pytest.raises(InvalidToken):
            halves[0](asked(continuation_token=str(signer.dumps(content))))


def test_a_refused_token_is_told_with_its_place(halves, asked):
    with pytest.raises(InvalidToken) as refused:
        halves[0](asked(continuation_token="x"))

    assert refused.value.details[0].location == "query.continuationToken"


def test_every_changed_character_is_noticed(halves, asked, token):
    for at, character in enumerate(token):
        changed = token[:at] + ("A" if character != "A" else "B") + token[at + 1 :]
        with pytest.raises(InvalidToken):
            halves[0](asked(continuation_token=changed))


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + "A", lambda t: f".{t}", lambda t: t * 2]
)
def test_a_token_cut_or_lengthened_is_refused(halves, asked, token, change):
    with pytest.raises(InvalidToken):
        halves[0](asked(continuation_token=change(token)))


@given(text=st.text(max_size=80))
def test_no_text_is_a_token_by_chance(operations_once, text):
    opener, call = operations_once
    call.arguments = {"limit": 2, "continuation_token": text}

    with pytest.raises(InvalidToken):
        opener(call)


@pytest.fixture(scope="module")
def operations_once(operations, vault):
    class Call:
        caller = None
        arguments: dict

    return paging.bind(operations["listNotes"], vault)[0], Call()


def test_a_binding_does_not_depend_on_the_order_of_arguments():
    first = paging.binding("op", "acme", {"a": 1, "b": 2})

    assert first == paging.binding("op", "acme", {"b": 2, "a": 1})
    assert first != paging.binding("op", "acme", {"a": 2, "b": 1})


def test_limit_and_offset_say_where_the_page_is(operations, vault, exchange):
    opener, closer = paging.bind(operations["listArchive"], vault)
    call = exchange(arguments={"limit": 5, "offset": 10, "sort": "id"})

    opener(call)

    assert call.arguments == {"page": Page(limit=5, after=None, offset=10), "sort": "id"}
    assert closer(call, Slice([1], total=11)) == {
        "items": [1],
        "limit": 5,
        "offset": 10,
        "total": 11,
    }


def chunked(operation, style, vault):
    rules = dataclasses.replace(operation.rules, paged=Paged(style=style))
    return paging.bind(dataclasses.replace(operation, rules=rules), vault)


@pytest.fixture
def by_id(operations, vault):
    return chunked(operations["listNotes"], "chunk-id", vault)


def test_a_chunk_by_id_lies_behind_the_last_id(by_id, exchange):
    opener, closer = by_id
    call = exchange(arguments={"slice_size": 2, "offset": "7", "sort": "id"})

    opener(call)

    assert call.arguments == {"page": Page(limit=2, after=(7,), offset=0), "sort": "id"}
    chunk = closer(call, Slice([{"id": 8}, {"id": 9}], next=(9,)))
    assert chunk == {"result": [{"id": 8}, {"id": 9}], "offset": "9", "hasNext": True}


@pytest.mark.parametrize(
    ("arguments", "items", "offset"),
    [
        ({"offset": "7"}, [{"id": 8}], {"offset": "8"}),
        ({"offset": "7"}, [], {"offset": "7"}),
        ({}, [], {}),
    ],
    ids=["last items", "nothing more", "nothing at all"],
)
def test_the_last_chunk_by_id_says_where_it_ended(by_id, exchange, arguments, items, offset):
    opener, closer = by_id
    call = exchange(arguments={"slice_size": 2, **arguments})

    opener(call)

    assert closer(call, Slice(items)) == {"result": items, "hasNext": False} | offset


def test_a_chunk_by_count_ends_at_offset_and_size(operations, vault, exchange):
    opener, closer = chunked(operations["listNotes"], "chunk-count", vault)
    call = exchange(arguments={"slice_size": 5, "offset": 10})

    opener(call)

    assert call.arguments["page"] == Page(limit=5, after=None, offset=10)
    assert closer(call, Slice([1])) == {"result": [1], "offset": "15", "hasNext": False}
    assert closer(call, Slice([1], next=(15,)))["hasNext"] is True


def test_every_style_of_the_document_is_served(operations, vault):
    for style in Paged.__annotations__["style"].__args__:
        rules = dataclasses.replace(operations["listNotes"].rules, paged=Paged(style=style))
        operation = dataclasses.replace(operations["listNotes"], rules=rules)
        assert paging.bind(operation, vault) is not None
