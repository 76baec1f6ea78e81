"""One operation's calls come to their answers, and leave all or nothing behind."""

import asyncio
import json
import threading
from itertools import count

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from contract.errors import RequestNotFound, ResourceNameTaken
from conventions import wellformed
from models import audit
from models.outbox import OutboxEvent

NOTE = {"id": "n1", "version": 3, "text": "Milk"}
BODY = b'{"text": "Milk"}'
_numbers = count()


def create_note(session, body):
    session.touch("note", "n1", before=None, after=NOTE)
    session.emit("note.created", "n1", NOTE)
    return NOTE


def faulty(body):
    raise ValueError(body)


def get_note(note_id):
    return NOTE | {"id": note_id}


def delete_note(note_id, expected):
    return None


@pytest.fixture(autouse=True)
def quiet():
    """What goes wrong on purpose is not for the terminal."""
    with capture_logs():
        yield


@pytest.fixture
def create(serving, ask):
    """Write a note, by some handler."""

    def made(handler=create_note, *, body=BODY, **given):
        return serving.answered(handler, ask(body=body, **given), "createNote")

    return made


@pytest.fixture
def recorded(serving):
    def find(id):
        return serving.database.read(lambda session: audit.find(session, serving.tenant, id))

    return find


@pytest.fixture
def told(serving):
    def find(id):
        query = select(OutboxEvent.type).where(OutboxEvent.request_id == id)
        return serving.database.read(lambda session: list(session.scalars(query)))

    return find


def error(answer):
    return json.loads(answer.body)["error"]


def test_a_write_leaves_answer_record_and_event(create, recorded, told):
    answer = create(id="whole")

    assert (answer.status, json.loads(answer.body)) == (201, NOTE)
    assert recorded("whole")["status"] == 201
    assert recorded("whole")["touched"] == [{"kind": "note", "id": "n1", "after": NOTE}]
    assert told("whole") == ["note.created"]


def test_a_read_is_answered_and_recorded(serving, ask, recorded):
    answer = serving.answered(get_note, ask("read"), "getNote")

    assert (answer.status, json.loads(answer.body)) == (200, NOTE)
    assert recorded("read")["operation"] == "getNote"


@pytest.mark.parametrize("hops", [True, False])
def test_work_may_leave_the_event_loop(serving, ask, hops):
    serving.work["hops"] = hops

    assert serving.answered(create_note, ask(body=BODY), "createNote").status == 201
    assert serving.answered(get_note, ask(), "getNote").status == 200


def test_a_refusal_undoes_the_work_and_is_recorded(create, recorded, told):
    def refusing(session, body):
        create_note(session, body)
        raise ResourceNameTaken(kind="note", name="Milk")

    answer = create(refusing, id="refused")

    assert (answer.status, error(answer)) == (409, "resourceNameTaken")
    assert recorded("refused")["error"] == "resourceNameTaken"
    assert recorded("refused")["touched"] == []
    assert told("refused") == []


@pytest.mark.parametrize(
    "handler",
    [
        lambda _session: 1 / 0,
        lambda _session: NOTE | {"text": 1},
        lambda session: session.emit("note.eaten", "n1") or NOTE,
        lambda _session: {1, 2},
    ],
    ids=["raises", "breaks the document", "tells what was not announced", "is no JSON"],
)
def test_a_fault_of_ours_undoes_the_work_and_is_told_as_an_internal_error(
    create, recorded, told, handler
):
    id = f"fault-{next(_numbers)}"

    def wrong(session, body):
        create_note(session, body)
        return handler(session)

    answer = create(wrong, id=id)

    assert (answer.status, error(answer)) == (500, "internalError")
    assert recorded(id)["status"] == 500
    assert told(id) == []


def test_a_call_without_a_key_is_refused_and_leaves_nothing(create, recorded):
    answer = create(id="nobody", authorized=False)

    assert answer.status == 401
    with pytest.raises(RequestNotFound):
        recorded("nobody")


def test_a_request_id_is_used_once_and_the_repetition_counted(create, recorded, told):
    first, second = create(id="again"), create(id="again")

    assert first.status == 201
    assert (second.status, error(second)) == (409, "requestIdUsed")
    assert recorded("again")["repeats"] == 1
    assert told("again") == ["note.created"]


def test_a_repeated_read_is_refused_too(serving, ask):
    first, second = (serving.answered(get_note, ask("reread"), "getNote") for _ in range(2))

    assert (first.status, second.status) == (200, 409)


def test_the_same_key_gives_the_same_answer_and_does_the_work_once(create, recorded, told):
    first = create(id="i1", idempotency_key="k1")
    second = create(id="i2", idempotency_key="k1")

    assert second.body == first.body
    assert second.headers == [*first.headers, (b"idempotent-replayed", b"true")]
    assert (told("i1"), told("i2")) == (["note.created"], [])
    assert recorded("i2")["replayOf"] == "i1"


def test_a_replay_may_have_the_first_calls_request_id(create, recorded):
    first, second = (create(id="i3", idempotency_key="k3") for _ in range(2))

    assert second.body == first.body
    assert recorded("i3")["replays"] == 1


def test_the_same_key_with_another_body_is_refused(create):
    create(idempotency_key="k4")

    answer = create(idempotency_key="k4", body=b'{"text": "Tea"}')

    assert (answer.status, error(answer)) == (422, "idempotencyKeyReused")


def test_a_refusal_of_the_handler_is_replayed(create):
    def refusing(session, body):
        raise ResourceNameTaken(kind="note", name="Milk")

    first = create(refusing, idempotency_key="k5")
    second = create(create_note, idempotency_key="k5")

    assert (second.status, second.body) == (409, first.body)


def test_a_refusal_before_the_handler_leaves_the_key_free(create):
    refused = create(idempotency_key="k6", body=b"{}")
    answer = create(idempotency_key="k6")

    assert (refused.status, answer.status) == (400, 201)


def test_a_fault_of_ours_leaves_the_key_free(create):
    fault = create(faulty, idempotency_key="k7")
    answer = create(idempotency_key="k7")

    assert (fault.status, answer.status) == (500, 201)


def test_many_calls_with_one_key_at_once_do_the_work_once(serving, ask, told):
    async def run():
        plan = serving.plans(createNote=create_note)["createNote"]
        calls = [ask(f"at-once-{n}", body=BODY, idempotency_key="k8") for n in range(10)]
        return await asyncio.gather(*(serving.send(plan, call) for call in calls))

    answers = asyncio.run(run())

    assert {answer.status for answer in answers} == {201}
    assert len({answer.body for answer in answers}) == 1
    assert sum(len(told(f"at-once-{n}")) for n in range(10)) == 1


class Held:
    """A handler that stays in its work until it is let go."""

    def __init__(self):
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, session, body):
        self.begun.set()
        assert self.go.wait(20)
        return create_note(session, body)


def test_who_repeats_too_early_is_told_and_may_use_the_request_id_again(serving, ask, recorded):
    held, serving.work["patience"] = Held(), 0.0

    async def run():
        plan = serving.plans(createNote=held)["createNote"]
        first = asyncio.ensure_future(
            serving.send(plan, ask("early", body=BODY, idempotency_key="k9"))
        )
        await asyncio.to_thread(held.begun.wait)
        second = await serving.send(plan, ask("early", body=BODY, idempotency_key="k9"))
        held.go.set()
        return (
            second,
            await first,
            await serving.send(plan, ask("early", body=BODY, idempotency_key="k9")),
        )

    second, first, third = asyncio.run(run())

    assert (second.status, error(second)) == (409, "idempotencyKeyRunning")
    assert dict(second.headers)[b"retry-after"] == b"1"
    assert (first.status, third.status, third.body) == (201, 201, first.body)
    assert recorded("early")["replays"] == 1


def test_work_that_could_not_begin_in_time_is_surely_not_executed(serving, ask, recorded):
    blocker, over, serving.work["timeout"] = Held(), threading.Event(), 0.0

    async def run():
        return await serving.send(
            serving.plans(createNote=create_note)["createNote"], ask("unbegun", body=BODY)
        )

    serving.database.submit(lambda session: blocker(session, None), lambda *_: over.set())
    assert blocker.begun.wait(20)
    answer = asyncio.run(run())
    blocker.go.set()
    assert over.wait(20)

    assert (answer.status, error(answer)) == (503, "overloaded")
    assert dict(answer.headers)[b"retry-after"] == b"1"
    with pytest.raises(RequestNotFound):
        recorded("unbegun")


def test_work_that_has_begun_and_lasts_too_long_has_an_unknown_outcome(serving, ask, recorded):
    held, serving.work["timeout"] = Held(), 0.5

    async def run():
        plan = serving.plans(createNote=held)["createNote"]
        answer = await serving.send(plan, ask("late", body=BODY))
        held.go.set()
        return answer

    answer = asyncio.run(run())
    serving.database.write(lambda _session: None)  # the writer takes one unit after the other

    assert held.begun.is_set()
    assert (answer.status, error(answer)) == (504, "outcomeUnknown")
    assert recorded("late")["status"] == 201


def test_a_body_too_large_is_refused_after_the_credentials(create):
    large = json.dumps({"text": "x" * 2000}).encode()

    assert create(body=large).status == 413
    assert create(body=large, authorized=False).status == 401


def test_an_answer_of_nothing_has_no_body(serving, ask):
    answer = serving.answered(delete_note, ask(), "deleteNote")

    assert (answer.status, answer.body) == (204, b"")


def test_a_caller_who_went_away_is_not_answered(serving, ask):
    async def run():
        async def receive():
            return {"type": "http.disconnect"}

        await serving.plans(createNote=create_note)["createNote"](ask(body=BODY), receive)

    with pytest.raises(wellformed.ClientGone):
        asyncio.run(run())


def test_places_are_given_back_whatever_happens(serving, ask):
    async def run():
        plan = serving.plans(createNote=faulty)["createNote"]
        for _ in range(50):
            await serving.send(plan, ask(body=BODY))
            await serving.send(plan, ask(body=BODY, authorized=False))
        gate = plan.work.gate
        return [gate.enter("normal") for _ in range(8)], gate.enter("normal")

    free, ninth = asyncio.run(run())

    assert free == [None] * 8
    assert ninth is not None
