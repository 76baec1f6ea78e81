"""Nobody can tell whether another organization's things exist."""

from __future__ import annotations

from answers import broken, shape, told, words
from calls import absent, each, good, parameters, reads
from lists import LISTS, longest, names_on


def named(operation):
    """A signed link is for whoever has it; anything else that a path names has one owner."""
    return bool(parameters(operation, "path")) and not operation.public


def but_names(answer, *texts):
    """The refusal without what is told apart on purpose: the caller's own id in it, and the trace."""
    text = repr(sorted(words(answer).items()))
    for name in texts:
        text = text.replace(name, "…")
    return text


def values_in(call_, operation):
    """What stands in the path of a call for each variable of the operation."""
    template = operation.path.split("/")
    return [
        value
        for piece, value in zip(template, call_.path.split("/"), strict=True)
        if piece[:1] == "{"
    ]


@each(named)
def test_anothers_thing_is_answered_like_none_at_all(operation, alice, charlie):
    theirs, none = good(operation, alice), absent(operation)
    foreign, missing = theirs.by(charlie), none.by(charlie)
    assert (broken(foreign, operation), foreign.status) == ([], 404)
    assert (told(foreign), shape(foreign)) == (told(missing), shape(missing))
    assert but_names(foreign, *values_in(theirs, operation)) == but_names(
        missing, *values_in(none, operation)
    )


@each(named)
def test_the_headers_of_both_answers_have_the_same_names(operation, alice, charlie):
    foreign, missing = good(operation, alice).by(charlie), absent(operation).by(charlie)
    assert list(foreign.headers) == list(missing.headers)


@each(lambda operation: named(operation) and not reads(operation))
def test_anothers_call_leaves_the_thing_as_it_was(operation, alice, charlie):
    theirs = good(operation, alice)
    theirs.by(charlie)
    assert theirs.by(alice).status < 300


@each(lambda operation: named(operation) and operation.rules.conditional is not None)
def test_a_condition_does_not_betray_the_thing(operation, alice, charlie):
    theirs, none = good(operation, alice), absent(operation)
    for header in ("if-match", "if-none-match"):
        for tag in ('"1"', '"999"', "*"):
            foreign = theirs.by(charlie, headers={header: tag})
            missing = none.by(charlie, headers={header: tag})
            assert told(foreign) == told(missing), (header, tag)


@each(lambda operation: named(operation) and operation.rules.idempotent is not None)
def test_anothers_idempotency_key_is_not_found(operation, alice, charlie):
    theirs = good(operation, alice)
    theirs.by(alice, headers={"idempotency-key": f"alice-{operation.id}"})
    foreign = theirs.by(charlie, headers={"idempotency-key": f"alice-{operation.id}"})
    assert (foreign.status, "idempotent-replayed" in foreign.headers) == (404, False)


@each(lambda operation: operation.rules.paged is not None and not named(operation))
def test_lists_show_nothing_of_another_organization(operation, cast, alice, charlie):
    given = LISTS[operation.id].of(alice)
    LISTS[operation.id].make(cast, given)
    cast.server.chores.round()
    own, alices = (longest(operation, given).by(caller) for caller in (charlie, alice))
    assert broken(own, operation) == []
    assert names_on(operation, alices)
    assert keys_of(own).isdisjoint(keys_of(alices))


def keys_of(answer):
    """What the items of a page say, each as a whole."""
    (items,) = (value for value in answer.json().values() if isinstance(value, list))
    return {repr(item) for item in items}


@each(named)
def test_the_same_request_id_of_two_organizations_are_two_calls(operation, alice, charlie):
    first = absent(operation).by(alice, headers={"x-request-id": f"same-{operation.id}"})
    second = absent(operation).by(charlie, headers={"x-request-id": f"same-{operation.id}"})
    assert first.status == second.status == 404
