import orjson
from sqlalchemy import select

from models import outbox
from models.clock import parse_rfc3339
from models.messaging import message, queue
from models.messaging.moment import ms
from models.outbox import OutboxEvent
from models.paging import Page
from models.registry import resource


def rows(session, tenant):
    query = select(OutboxEvent).where(OutboxEvent.tenant == tenant).order_by(OutboxEvent.id)
    return [(row.type, row.entity, row.content, row.request_id) for row in session.scalars(query)]


def test_what_a_unit_emits_is_written_with_it(alice):
    def work(session, tenant):
        made = resource.create(session, tenant, kind="service", name="billing")
        outbox.write(session, tenant, session.events)
        return made["id"], session.caller.request_id

    id, request_id = alice.write(work)
    content = {"kind": "service", "name": "billing", "state": "draft", "version": 1}
    assert alice.read(rows) == [("resource.created", id, content, request_id)]


def test_events_belong_to_their_organization(alice, charlie):
    alice.write(lambda s, t: (s.emit("a", "1"), outbox.write(s, t, s.events)))
    assert alice.read(rows)[0][:3] == ("a", "1", None)
    assert charlie.read(rows) == []


def told(who, api, type="resource.created", entity="r1", content=None):
    def work(session, tenant):
        session.emit(type, entity, content)
        outbox.write(session, tenant, session.events, api=api)
        return (
            session.execute(select(OutboxEvent.id).order_by(OutboxEvent.id.desc()))
            .scalars()
            .first()
        )

    id = who.write(work)
    return id, who.read(outbox.body, id)


def test_the_studio_tells_in_its_own_words(alice):
    content = {"customerId": 7}
    id, body = told(alice, "studio", "CONTRACT_CREATED", "1210206640", content)
    at = ms(alice.read(lambda s, _t: s.execute(select(OutboxEvent.at)).scalar_one()))
    payload = {"timestamp": at, "type": "CONTRACT_CREATED", "content": content}
    assert orjson.loads(body) == {"entityId": 1210206640, "uuid": id, "payload": [payload]}
    assert "content" not in orjson.loads(told(alice, "studio")[1])["payload"][0]


def test_the_others_tell_in_one_shape(alice):
    id, body = told(alice, "registry", content={"name": "billing"})
    found = orjson.loads(body)
    assert parse_rfc3339(found.pop("timestamp"))
    data = {"id": "r1", "name": "billing"}
    assert found == {"id": id, "type": "resource.created", "data": data}


def test_what_is_told_is_for_its_organization(alice, charlie):
    id, _ = told(alice, "registry")
    assert charlie.read(outbox.body, id) is None


def test_what_happens_elsewhere_is_a_message_in_the_queues_that_are_fed_by_it(alice, charlie):
    fed = alice.write(queue.create, {"name": "registry", "source": "registry", "ordering": "fifo"})
    alice.write(queue.create, {"name": "studio", "source": "studio"})
    gone = alice.write(queue.create, {"name": "gone", "source": "registry"})
    alice.write(queue.delete, gone["id"])
    charlie.write(queue.create, {"name": "registry", "source": "registry"})
    _, body = told(alice, "registry")
    (found,) = alice.read(message.page, Page(9)).items
    assert (found["queue_id"], found["event_type"]) == (fed["id"], "resource.created")
    assert found["data"].encode() == body
    assert charlie.read(message.page, Page(9)).items == []
