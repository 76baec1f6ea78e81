"""Every answer says where its object is, and what belongs to it."""


def links(answer):
    assert answer.status == 200
    return {name: link["href"] for name, link in answer.json()["_links"].items()}


def test_an_object_stands_in_its_name(alice):
    answer = alice.get("/post/v1/boxes/b2").json()

    assert list(answer) == ["box", "_links"]
    assert answer["box"] == {"id": "b2", "street": "Elm"}


def test_it_leads_to_itself_and_to_what_lies_below_it(alice):
    assert links(alice.get("/post/v1/boxes/b1")) == {
        "self": "/post/v1/boxes/b1",
        "letters": "/post/v1/boxes/b1/letters",
        "first": "/post/v1/boxes/b1/letters/l1",
    }


def test_what_it_does_not_have_it_does_not_lead_to(alice):
    assert "first" not in links(alice.get("/post/v1/boxes/b2"))


def test_a_new_one_leads_to_where_it_can_be_read(alice):
    assert links(alice.post("/post/boxes", json={"street": "Oak"})) == {
        "self": "/post/v1/boxes/b%2F6",
        "letters": "/post/v1/boxes/b%2F6/letters",
    }


def test_a_list_leads_to_itself_and_not_into_its_items(alice):
    assert links(alice.get("/post/v1/boxes?page=2")) == {"self": "/post/v1/boxes"}
    assert links(alice.get("/post/v1/boxes/b1/letters")) == {"self": "/post/v1/boxes/b1/letters"}


def test_a_write_leads_to_where_it_was_sent(alice):
    empty = {"content-length": "0"}

    assert links(alice.put("/post/boxes/b1", json={"street": "Oak"})) == {
        "self": "/post/v1/boxes/b1"
    }
    assert links(alice.delete("/post/boxes/b1")) == {"self": "/post/v1/boxes/b1"}
    assert links(alice.post("/post/boxes/b1/empty", headers=empty)) == {
        "self": "/post/v1/boxes/b1/empty"
    }


def test_an_answer_that_is_no_object_has_links_too(post):
    assert post.nobody.get("/post/hours").json() == {
        "hours": "9 to 5",
        "_links": {"self": {"href": "/post/v1/hours"}},
    }
