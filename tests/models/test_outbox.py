from sqlalchemy import select

from models import outbox
from models.outbox import OutboxEvent
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
