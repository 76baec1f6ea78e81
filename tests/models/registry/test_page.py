import random
import threading

import pytest

from models.paging import Page
from models.registry import resource

SORTS = ["createdAt", "-createdAt", "updatedAt", "-updatedAt", "name", "-name"]


def make(who, name, kind="service", **more):
    return who.write(resource.create, kind=kind, name=name, **more)


def walk(who, limit, **asked):
    told, page = [], Page(limit)
    while page:
        found = who.read(resource.page, page, **asked)
        assert len(found.items) <= limit
        told += found.items
        page = Page(limit, found.next) if found.next else None
    return told


def names(items):
    return [item["name"] for item in items]


@pytest.mark.parametrize("sort", SORTS)
def test_a_list_is_in_the_order_asked_for_to_its_end(alice, sort):
    made = [make(alice, name, kind=kind) for kind in ("b", "a") for name in "cBa_é𝄞dz"]
    for item in random.Random(1).sample(made, 6):
        alice.write(resource.patch, item["id"], {"description": "changed"})
    whole = alice.read(resource.page, Page(100)).items
    field = sort.removeprefix("-")
    falling = sort.startswith("-")
    expected = sorted(whole, key=lambda item: (item[field], item["id"]), reverse=falling)
    for limit in (1, 3, 5, 16, 17):
        assert walk(alice, limit, sort=sort) == expected


def test_resources_made_in_one_moment_are_each_listed_once(alice):
    def work(session, tenant):
        for number in range(10):
            resource.create(session, tenant, kind="service", name=f"{number}")

    alice.write(work)
    for sort in SORTS:
        assert sorted(names(walk(alice, 3, sort=sort))) == [f"{number}" for number in range(10)]


def test_a_list_shows_what_a_read_shows(alice):
    made = make(alice, "a", description="d", labels={"a": "1"}, attributes={"x": [1]})
    assert alice.read(resource.page, Page(1)).items == [made]


def test_the_last_page_names_no_next(alice):
    for name in "ab":
        make(alice, name)
    assert alice.read(resource.page, Page(2)).next is None
    assert alice.read(resource.page, Page(1)).next is not None


def test_a_list_is_of_one_organization(alice, charlie):
    make(alice, "a")
    make(charlie, "c")
    position = charlie.read(resource.page, Page(1), sort="name").next
    assert position is None
    assert names(walk(alice, 1)) == ["a"]
    assert names(walk(charlie, 1)) == ["c"]


def test_a_list_is_filtered(alice):
    one = make(alice, "api-one", labels={"env": "prod", "url": "http://x:80"})
    make(alice, "api-two", labels={"env": "prod", "team": "a"})
    make(alice, "Api", kind="job", labels={"env": "test"})
    make(alice, "ap%_")
    alice.write(resource.transition, one["id"], to="active")

    def listed(**asked):
        for sort in SORTS[1:]:
            assert sorted(names(walk(alice, 1, sort=sort, **asked))) == sorted(
                names(walk(alice, 1, **asked))
            )
        return names(walk(alice, 1, **asked))

    assert listed(kind="job") == ["Api"]
    assert listed(state="active") == ["api-one"]
    assert listed(state="active", kind="job") == []
    assert listed(name="api") == ["api-one", "api-two"]
    assert listed(name="api-one") == ["api-one"]
    assert listed(name="ap%") == ["ap%_"]
    assert listed(name="") == ["api-one", "api-two", "Api", "ap%_"]
    assert listed(labels=["env:prod"]) == ["api-one", "api-two"]
    assert listed(labels=["env:prod", "team:a"]) == ["api-two"]
    assert listed(labels=["env:prod", "env:prod"]) == ["api-one", "api-two"]
    assert listed(labels=["env:prod", "env:test"]) == []
    assert listed(labels=["url:http://x:80"]) == ["api-one"]
    assert listed(labels=["env"]) == []
    assert listed(labels=["env:prod"], kind="service", state="draft", name="a") == ["api-two"]


@pytest.mark.parametrize("text", ["\0", "\ud800"])
def test_a_filter_that_nothing_can_match_finds_nothing(alice, text):
    make(alice, "a")
    for asked in ({"kind": text}, {"name": text}, {"labels": [f"a:{text}"]}):
        assert alice.read(resource.page, Page(10), **asked).items == []
    assert alice.read(resource.page, Page(10, (text,))).items == []


@pytest.mark.parametrize("last", ["z", "\ud7ff", "\U0010ffff"])
def test_a_prefix_may_end_in_any_character(alice, last):
    inside = [f"a{last}", f"a{last}b", f"a{last}\U0010fffe"]
    for name in [*inside, "a", "b"]:
        make(alice, name)
    assert names(walk(alice, 10, name=f"a{last}")) == inside


def test_labels_follow_every_change(alice):
    made = make(alice, "a", labels={"env": "prod", "x": "1"})
    alice.write(resource.patch, made["id"], {"labels": {"env": "test"}})
    assert names(walk(alice, 1, labels=["env:prod"])) == []
    assert names(walk(alice, 1, labels=["env:test", "x:1"])) == ["a"]
    alice.write(resource.delete, made["id"])
    assert names(walk(alice, 1, labels=["x:1"])) == []


@pytest.mark.parametrize("sort", ["createdAt", "-createdAt", "name", "-name"])
def test_what_stays_is_listed_exactly_once_while_others_come_and_go(alice, database, sort):
    stable = {make(alice, f"{number:03}-stable")["id"] for number in range(60)}
    stop, rounds = threading.Event(), threading.Semaphore(0)
    faults = []

    def come_and_go():
        pool, chance, number = [], random.Random(7), 0
        try:
            while not stop.is_set():
                name = f"{chance.randrange(60):03}-passing-{number}"
                pool.append(make(alice, name)["id"])
                number += 1
                if len(pool) > 20:
                    alice.write(resource.delete, pool.pop(chance.randrange(len(pool))))
                rounds.release()
        except BaseException as error:
            faults.append(error)
            rounds.release()
            raise

    thread = threading.Thread(target=come_and_go)
    thread.start()
    try:
        told, page = [], Page(7)
        while page:
            rounds.acquire()
            found = alice.read(resource.page, page, sort=sort)
            told += [item["id"] for item in found.items]
            page = Page(7, found.next) if found.next and not faults else None
    finally:
        stop.set()
        thread.join()
    assert faults == []
    assert len(told) == len(set(told))
    assert stable <= set(told)
