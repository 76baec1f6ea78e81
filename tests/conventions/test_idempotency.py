"""With a key, a write happens at most once."""

import asyncio
from datetime import timedelta

import pytest

from contract.errors import IdempotencyKeyReused, IdempotencyKeyRunning, InvalidRequest
from conventions import idempotency
from conventions.exchange import Answer

NAMES = ("X-Idempotency-Key", "Idempotency-Key")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"x-idempotency-key": "k"}, "k"),
        ({"idempotency-key": "k"}, "k"),
        ({"x-idempotency-key": "k", "idempotency-key": "k"}, "k"),
        ({"idempotency-key": "x" * 255}, "x" * 255),
        ({"idempotence-key": "k"}, None),
    ],
)
def test_the_key_may_come_under_any_of_its_names(headers, expected):
    assert idempotency.chosen(headers, NAMES) == expected


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "caf\xe9", "a\n", "k, k"])
def test_a_malformed_key_is_refused(key):
    with pytest.raises(InvalidRequest) as refused:
        idempotency.chosen({"idempotency-key": key}, NAMES)

    assert refused.value.details == (
        ("header.Idempotency-Key", "must be 1 to 255 visible ASCII characters"),
    )


def test_two_different_keys_are_refused():
    with pytest.raises(InvalidRequest) as refused:
        idempotency.chosen({"x-idempotency-key": "a", "idempotency-key": "b"}, NAMES)

    assert refused.value.details == (
        ("header.X-Idempotency-Key", "has another value under another of its names"),
    )


@pytest.fixture
def call(exchange):
    def made(**given):
        return exchange(**{"method": "POST", "body": b'{"text": "Milk"}', **given})

    return made


def test_the_same_call_has_the_same_fingerprint(call):
    first = call(headers={"x-request-id": "a"}, address="192.0.2.1")
    second = call(headers={"x-request-id": "b"}, address="192.0.2.2")

    assert idempotency.fingerprint(first, "op") == idempotency.fingerprint(second, "op")


@pytest.mark.parametrize(
    "other",
    [{"body": b'{"text": "Tea"}'}, {"path": "/notes/v1/notes/n1"}, {"query": b"a=1"}],
    ids=["body", "path", "query"],
)
def test_another_call_has_another_fingerprint(call, other):
    assert idempotency.fingerprint(call(), "op") != idempotency.fingerprint(call(**other), "op")


def test_another_operation_has_another_fingerprint(call):
    assert idempotency.fingerprint(call(), "a") != idempotency.fingerprint(call(), "b")


def test_the_link_takes_the_key(operations, contract, exchange):
    call = exchange(headers={"idempotency-key": "k1"})

    idempotency.bind_key(operations["createNote"], contract.apis["notes"])(call)

    assert call.idempotency_key == "k1"


@pytest.mark.parametrize("name", ["getNote", "replaceNote", "listArchive"])
def test_an_operation_that_is_not_idempotent_by_key_has_no_link(operations, contract, name):
    api = contract.apis[operations[name].api]

    assert idempotency.bind_key(operations[name], api) is None
    assert idempotency.bind_records(operations[name], api) is None


@pytest.mark.parametrize(("name", "seconds"), [("createNote", 3600), ("deleteNote", 60)])
def test_answers_are_kept_as_long_as_the_operation_or_its_api_says(
    operations, contract, name, seconds
):
    records = idempotency.bind_records(operations[name], contract.apis["notes"])

    assert records._keep == timedelta(seconds=seconds)


# ------------------------------------------------------------------ the first call and the others


def within(scenario, patience=10.0):
    """Run a scenario with the turns of one process, on one event loop."""

    async def run():
        return await scenario(idempotency.Running(patience))

    return asyncio.run(run())


async def settled():
    """Let everything that can go on go on."""
    for _ in range(10):
        await asyncio.sleep(0)


K = ("acme", "k1")


def test_the_second_call_waits_for_the_first():
    async def scenario(running):
        await running.enter(K)
        second = asyncio.ensure_future(running.enter(K))
        await settled()
        waiting = not second.done()
        running.leave(K)
        await second
        return waiting

    assert within(scenario)


def test_keys_and_tenants_do_not_wait_for_each_other():
    async def scenario(running):
        for name in (K, ("acme", "k2"), ("other", "k1")):
            await asyncio.wait_for(running.enter(name), 1)

    within(scenario)


def test_those_who_wait_have_their_turns_in_the_order_of_their_coming():
    async def scenario(running):
        order = []

        async def one(number):
            await running.enter(K)
            order.append(number)
            await settled()
            running.leave(K)

        await asyncio.gather(*(one(number) for number in range(5)))
        return order

    assert within(scenario) == [0, 1, 2, 3, 4]


def test_never_are_two_inside():
    async def scenario(running):
        inside, most = 0, 0

        async def one():
            nonlocal inside, most
            await running.enter(K)
            inside += 1
            most = max(most, inside)
            await settled()
            inside -= 1
            running.leave(K)

        await asyncio.gather(*(one() for _ in range(20)))
        return most

    assert within(scenario) == 1


def test_a_first_call_that_fails_gives_its_turn_on():
    async def scenario(running):
        async def failing():
            await running.enter(K)
            try:
                await settled()
                raise ValueError
            finally:
                running.leave(K)

        first = asyncio.ensure_future(failing())
        await settled()
        await asyncio.gather(running.enter(K), asyncio.wait([first]))
        return isinstance(first.exception(), ValueError)

    assert within(scenario)


def test_one_who_stops_waiting_does_not_keep_the_next_from_its_turn():
    async def scenario(running):
        await running.enter(K)
        second, third = (asyncio.ensure_future(running.enter(K)) for _ in range(2))
        await settled()
        second.cancel()
        await asyncio.wait([second])
        running.leave(K)
        await asyncio.wait_for(third, 1)
        return second.cancelled()

    assert within(scenario)


def test_patience_ends_and_the_first_call_goes_on():
    async def scenario(running):
        await running.enter(K)
        with pytest.raises(IdempotencyKeyRunning) as refused:
            await running.enter(K)
        running.leave(K)
        await running.enter(K)
        return refused.value.facts

    assert within(scenario, patience=0.0) == {"retry_after": 1}


def test_nothing_is_remembered_of_keys_that_are_done():
    async def scenario(running):
        await running.enter(K)
        running.leave(K)
        return running._turns

    assert within(scenario) == {}


# ------------------------------------------------------------------------- the stored answers


@pytest.fixture
def records(operations, contract):
    return idempotency.bind_records(operations["createNote"], contract.apis["notes"])


@pytest.fixture
def unit(database, caller):
    """Does something in a unit of work of alice's."""

    def work(act, request_id="r1"):
        def of(session):
            session.caller = caller(request_id=request_id)
            return act(session)

        return database.write(of)

    return work


ANSWER = Answer(201, [(b"content-type", b"application/json"), (b"location", b"/n1")], b'{"a": 1}')


def test_a_key_is_claimed_once_and_its_answer_replayed_byte_for_byte(records, unit, call):
    first, second = call(), call()

    def original(session):
        claimed = records.replay(session, first, "acme", "once") is None
        records.keep(session, first, "acme", "once", ANSWER)
        return claimed

    assert unit(original)
    assert unit(lambda session: records.replay(session, second, "acme", "once"), "r2") == (
        Answer(201, [*ANSWER.headers, idempotency.REPLAYED], ANSWER.body),
        "r1",
    )


def test_a_key_cannot_be_used_for_another_call(records, unit, call):
    def original(session):
        records.replay(session, first, "acme", "reused")
        records.keep(session, first, "acme", "reused", ANSWER)

    first = call()
    unit(original)

    with pytest.raises(IdempotencyKeyReused):
        unit(lambda session: records.replay(session, call(body=b"{}"), "acme", "reused"))


def test_a_unit_that_fails_leaves_the_key_free(records, unit, call):
    def failing(session):
        records.replay(session, call(), "acme", "failed")
        raise LookupError

    with pytest.raises(LookupError):
        unit(failing)

    assert unit(lambda session: records.replay(session, call(), "acme", "failed")) is None


def refused(records, unit, made, key, status):
    """A call that claims the key, is refused, and has its refusal kept; then the same call again."""

    def failing(session):
        records.replay(session, made, "acme", key)
        raise LookupError

    with pytest.raises(LookupError):
        unit(failing)
    answer = Answer(status, [], b"no", error="some_code")
    unit(lambda session: records.keep_refusal(session, made, "acme", key, answer))
    return unit(lambda session: records.replay(session, made, "acme", key))


@pytest.mark.parametrize("status", [400, 404, 409, 412])
def test_a_refusal_that_will_not_pass_is_replayed(records, unit, call, status):
    answer, first = refused(records, unit, call(), f"final-{status}", status)

    assert (answer.status, answer.body, first) == (status, b"no", "r1")


@pytest.mark.parametrize("status", [429, 500, 503, 504])
def test_a_refusal_that_may_pass_by_itself_is_not_kept(records, unit, call, status):
    assert refused(records, unit, call(), f"passing-{status}", status) is None


def test_a_refusal_does_not_replace_an_answer(records, unit, call):
    made = call()

    def original(session):
        records.replay(session, made, "acme", "answered")
        records.keep(session, made, "acme", "answered", ANSWER)

    unit(original)
    late = Answer(409, [], b"late")
    unit(lambda session: records.keep_refusal(session, made, "acme", "answered", late))

    answer, _ = unit(lambda session: records.replay(session, made, "acme", "answered"))
    assert answer.body == ANSWER.body
