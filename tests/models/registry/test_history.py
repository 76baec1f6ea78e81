import pytest

from contract.errors import ResourceNotFound
from models.clock import rfc3339
from models.identity import uuid7
from models.paging import Page
from models.registry import history, resource


def life(who):
    made = who.write(resource.create, kind="service", name="billing")
    patched = who.write(resource.patch, made["id"], {"name": "b2"})
    moved = who.write(resource.transition, made["id"], to="active", reason="ready")
    who.write(resource.delete, made["id"])
    return made, patched, moved


def test_every_change_is_told_newest_first_with_who_and_before_and_after(alice, clock):
    made, patched, moved = life(alice)
    deleted, *others = alice.read(history.page, made["id"], Page(10)).items
    assert others == [
        {
            "version": 3,
            "action": "state_changed",
            "at": moved["updatedAt"],
            "requestId": "alice-2",
            "actor": "alice",
            "reason": "ready",
            "before": patched,
            "after": moved,
        },
        {
            "version": 2,
            "action": "updated",
            "at": patched["updatedAt"],
            "requestId": "alice-1",
            "actor": "alice",
            "before": made,
            "after": patched,
        },
        {
            "version": 1,
            "action": "created",
            "at": made["createdAt"],
            "requestId": "alice-0",
            "actor": "alice",
            "after": made,
        },
    ]
    assert deleted["action"] == "deleted"
    assert deleted["before"] == moved
    assert "after" not in deleted
    assert moved["updatedAt"] < deleted["at"] < rfc3339(clock.now)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_pages_tell_the_same_as_the_whole(alice, limit):
    made, _, _ = life(alice)
    whole = alice.read(history.page, made["id"], Page(10)).items
    told, page = [], Page(limit)
    while page:
        found = alice.read(history.page, made["id"], page)
        told += found.items
        page = Page(limit, found.next) if found.next else None
    assert told == whole


def test_what_never_existed_or_belongs_to_another_has_no_history(alice, charlie):
    made, _, _ = life(alice)
    for who, id in ((alice, uuid7()), (charlie, made["id"]), (alice, "\0")):
        with pytest.raises(ResourceNotFound):
            who.read(history.page, id, Page(10))


def test_a_page_behind_the_oldest_is_empty(alice):
    made, _, _ = life(alice)
    assert alice.read(history.page, made["id"], Page(10, (1,))).items == []
