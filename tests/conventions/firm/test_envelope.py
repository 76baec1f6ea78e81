"""Every success has the envelope, and what is told beside the body does not mind it."""

ENTRY = {"entryId": "e1", "hours": 1.5, "rate": 100.5, "userId": None}


def test_an_object_is_in_data(alice):
    assert alice.get("/firm/v1/entries/e1").json() == {"data": ENTRY}


def test_so_is_a_value_that_is_no_object(firm):
    assert firm.nobody.get("/firm/v1/motto").json() == {"data": "Fast"}


def test_an_answer_without_a_body_stays_without(alice):
    answer = alice.delete("/firm/v1/entries/e1")

    assert (answer.status, answer.body) == (204, b"")


def test_the_location_of_a_new_one_is_found_in_it(alice):
    answer = alice.post("/firm/v1/entries", json={"hours": 2})

    assert (answer.status, answer.headers["location"]) == (201, "/firm/v1/entries/a%2Fb")


def test_the_entity_tag_is_taken_from_what_is_inside(alice):
    first = alice.get("/firm/v1/entries/e1")
    again = alice.get("/firm/v1/entries/e1", headers={"if-none-match": first.headers["etag"]})

    assert first.headers["etag"] == '"1.5"'
    assert (again.status, again.body) == (304, b"")


def test_a_page_says_beside_its_items_which_part_of_the_list_it_is(alice):
    page = alice.get("/firm/v1/entries", query={"offset": 4, "limit": 3}).json()

    assert list(page) == ["data", "pagination"]
    assert page["pagination"] == {"limit": 3, "offset": 4, "total": 11, "sort": "-date"}
