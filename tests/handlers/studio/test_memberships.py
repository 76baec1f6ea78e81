"""Operations on membership offers and their signature."""

import pytest
from gym import (
    CUSTOMERS,
    MEMBERSHIPS,
    MONTH,
    NOWHERE,
    PDF,
    PERSON,
    choice,
    done,
    euro,
    file_part,
    heard,
    lying,
    offer,
    path_of,
    picture,
    refused,
    send,
    term,
)

OFFERS = f"{MEMBERSHIPS}/membership-offers"
PREVIEW = f"{MEMBERSHIPS}/signup/preview"
SIGNUP = f"{MEMBERSHIPS}/signup"


def ids(caller):
    return [one["id"] for one in done(caller.get(OFFERS))]


def test_an_offer_is_read_as_it_was_made(alice):
    made = offer(alice, flatFees=[{"name": "Starter kit", "price": euro(29)}])
    (only,) = made["terms"]

    assert (only["term"], only["extension"]) == (MONTH, MONTH)
    assert only["paymentFrequency"]["price"] == euro(59.9)
    assert [(fee["name"], fee["price"]) for fee in only["flatFees"]] == [("Starter kit", euro(29))]
    assert done(alice.get(f"{OFFERS}/{made['id']}")) == made
    assert made in done(alice.get(OFFERS))


@pytest.mark.parametrize(
    ("period", "on_sale"),
    [
        ({"endDate": "2026-11-01"}, False),
        ({"startDate": "2026-11-03"}, False),
        ({"startDate": "2026-11-02", "endDate": "2026-11-02"}, True),
    ],
)
def test_an_offer_is_on_sale_on_its_days(period, on_sale, alice):
    content = {"name": "Limited", "terms": [term()], "limitedOfferingPeriod": period}
    made = done(alice.post(OFFERS, json=content))

    assert (made["id"] in ids(alice)) is on_sale
    assert (alice.get(f"{OFFERS}/{made['id']}").status == 200) is on_sale


def test_an_offer_whose_sale_has_ended_is_not_found_nor_signed(alice):
    made = offer(alice)
    content = {"name": "Over", "terms": [term()], "active": False}
    done(alice.put(f"{OFFERS}/{made['id']}", json=content))

    for answer in (
        alice.get(f"{OFFERS}/{made['id']}"),
        alice.post(PREVIEW, json=choice(made)),
        alice.post(SIGNUP, json=choice(made) | {"customer": PERSON}),
    ):
        assert refused(answer) == (404, "membership_offer_not_found", None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (term(paymentFrequency={"type": "RECURRING", "price": euro(1)}), "term"),
        (term(paymentFrequency={"type": "RECURRING", "term": MONTH}), "price"),
        (term(paymentFrequency={"type": "NON_RECURRING"}), "price"),
        (term(paymentFrequency={"type": "MONTH_DAY", "price": euro(1)}), "monthDay"),
        (term(paymentFrequency={"type": "TERM_BASED", "term": MONTH}), "prices"),
    ],
)
def test_a_payment_has_what_its_type_needs(change, field, alice):
    answer = alice.post(OFFERS, json={"name": "Odd", "terms": [change]})

    assert refused(answer) == (400, "invalid_request", f"terms.0.paymentFrequency.{field}")


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"name": "A", "terms": []}, "terms"),
        ({"name": "A"}, "terms"),
        (
            {"name": "A", "terms": [term(flatFees=[{"name": "F", "price": euro(0.001)}])]},
            "terms.0.flatFees.0.price.amount",
        ),
        (
            {
                "name": "A",
                "terms": [term()],
                "limitedOfferingPeriod": {"startDate": "2026-12-01", "endDate": "2026-11-30"},
            },
            "limitedOfferingPeriod.endDate",
        ),
    ],
)
def test_what_is_no_offer_is_refused(content, field, alice):
    assert refused(alice.post(OFFERS, json=content)) == (400, "invalid_request", field)


def test_a_changed_offer_keeps_its_number_and_picture(alice):
    made = offer(alice)
    path = f"{OFFERS}/{made['id']}"
    done(send(alice, "PUT", f"{path}/image", file_part("image", picture())))
    changed = done(alice.put(path, json={"name": "Changed", "terms": [term()]}))

    assert (changed["id"], changed["name"], "imageUrl" in changed) == (made["id"], "Changed", True)


def test_a_change_leaves_signed_contracts_as_they_were(alice):
    made = offer(alice)
    id = done(alice.post(SIGNUP, json=choice(made) | {"customer": PERSON}))["customerId"]
    dearer = term(paymentFrequency={"type": "RECURRING", "term": MONTH, "price": euro(99)})
    done(alice.put(f"{OFFERS}/{made['id']}", json={"name": "Dearer", "terms": [dearer]}))

    (contract,) = done(alice.get(f"{CUSTOMERS}/{id}/contracts"))
    assert contract["priceDetails"]["basePrice"] == euro(59.9)


def test_the_link_to_an_offers_picture_is_good_for_two_hours(fresh):
    staff, nobody = fresh.caller("alice"), fresh.client
    path = f"{OFFERS}/{offer(staff)['id']}/image"
    link = path_of(done(send(staff, "PUT", path, file_part("image", picture())))["imageUrl"])

    fresh.clock.advance(minutes=119)
    before = nobody.get(link)
    fresh.clock.advance(minutes=1)
    assert (before.status, refused(nobody.get(link))) == (200, (403, "link_expired", None))


def test_a_new_picture_of_an_offer_takes_the_place_of_the_old_one(cast, alice):
    path = f"{OFFERS}/{offer(alice)['id']}/image"
    done(send(alice, "PUT", path, file_part("image", picture())))
    kept = len(lying(cast, "kept"))
    done(send(alice, "PUT", path, file_part("image", picture(50, 50))))

    assert len(lying(cast, "kept")) == kept


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PDF, (415, "unsupported_file_type", None)),
        (picture()[:-30], (400, "image_unreadable", "image")),
    ],
    ids=["document", "cut off"],
)
def test_what_is_no_picture_is_refused(content, expected, alice):
    path = f"{OFFERS}/{offer(alice)['id']}/image"

    assert refused(send(alice, "PUT", path, file_part("image", content))) == expected


def test_no_offer_is_changed(alice):
    answer = alice.put(f"{OFFERS}/{NOWHERE}", json={"name": "A", "terms": [term()]})

    assert refused(answer) == (404, "membership_offer_not_found", None)


def test_no_offer_gets_no_picture(cast, alice):
    kept = len(lying(cast, "kept"))
    answer = send(alice, "PUT", f"{OFFERS}/{NOWHERE}/image", file_part("image", picture()))

    assert refused(answer) == (404, "membership_offer_not_found", None)
    assert len(lying(cast, "kept")) == kept


def test_the_preview_says_what_is_due_and_when(alice):
    made = offer(alice, flatFees=[{"name": "Starter kit", "price": euro(29)}])
    seen = done(alice.post(PREVIEW, json=choice(made)))

    assert (seen["startDate"], seen["endDate"], seen["rateName"]) == (
        "2026-11-02",
        "2026-12-01",
        made["name"],
    )
    assert [(one["dueDate"], one["amount"], one["type"]) for one in seen["paymentSchedule"]] == [
        ("2026-11-02", euro(29), "FEE"),
        ("2026-11-02", euro(59.9), "MEMBERSHIP"),
    ]
    assert (seen["dueOnSigningAmount"], seen["totalAmount"]) == (euro(88.9), euro(88.9))


def test_the_preview_writes_nothing(cast, alice):
    made = offer(alice)

    assert heard(cast, lambda: alice.post(PREVIEW, json=choice(made))) == []


@pytest.mark.parametrize("path", [PREVIEW, SIGNUP])
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"startDate": "2026-11-01"}, (400, "invalid_request", "startDate")),
        ({"startDate": "2026-11-31"}, (400, "invalid_request", "startDate")),
        ({"termId": NOWHERE}, (404, "membership_offer_not_found", None)),
        ({"membershipOfferId": NOWHERE}, (404, "membership_offer_not_found", None)),
        ({"termId": "x"}, (400, "invalid_request", "termId")),
    ],
)
def test_what_cannot_be_signed_cannot_be_previewed(change, expected, path, alice):
    body = choice(offer(alice)) | change
    if path == SIGNUP:
        body["customer"] = PERSON

    assert refused(alice.post(path, json=body)) == expected


def test_who_signs_is_described_like_any_customer(alice):
    person = PERSON | {"email": "nobody"}
    answer = alice.post(SIGNUP, json=choice(offer(alice)) | {"customer": person})

    assert refused(answer) == (400, "invalid_request", "customer.email")


def test_another_studios_offer_is_not_signed(alice, charlie):
    made = max((offer(alice) for _ in range(3)), key=lambda one: one["id"])
    answer = charlie.post(SIGNUP, json=choice(made) | {"customer": PERSON})

    assert refused(answer) == (404, "membership_offer_not_found", None)
