"""A partner is let in, and does for the members of a studio what an app does for them."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest
from forms import bomb, form
from gym import (
    BOOKINGS,
    CLASSES,
    CUSTOMERS,
    MEMBERSHIPS,
    NOWHERE,
    PDF,
    PERSON,
    PROGRAM,
    STUDIO,
    at_once,
    book,
    choice,
    done,
    euro,
    file_part,
    heard,
    json_part,
    lying,
    member,
    offer,
    path_of,
    person,
    picture,
    refused,
    send,
    slot,
)
from PIL import Image

CONFIRM = f"{STUDIO}/studios/confirmActivation"
ACTIVATIONS = "/platform/v1/activations"
MIB = 1 << 20
SCOPES = [
    "STUDIO_READ",
    "CUSTOMER_READ",
    "CUSTOMER_CONTRACT_READ",
    "CUSTOMER_DOCUMENT_READ",
    "CUSTOMER_DOCUMENT_WRITE",
    "CUSTOMER_WRITE",
    "CLASSES_READ",
    "CLASSES_WRITE",
    "MEMBERSHIP_READ",
    "MEMBERSHIP_WRITE",
    "MEMBERSHIP_SELF_SERVICE_READ",
    "MEMBERSHIP_SELF_SERVICE_WRITE",
]


@pytest.fixture
def partner(cast):
    """Somebody whom alice has let in, with the inbound key from the mail."""
    return cast.partner(app="Fit Companion", scopes=SCOPES)[0]


@pytest.fixture
def customer(alice):
    return person(alice)


# The activation


def test_the_partner_confirms_with_the_key_from_the_mail(cast, alice):
    partner, told = cast.partner(app="Fit Companion", scopes=SCOPES)
    assert told.json()["state"] == "IN_REVIEW"

    assert done(partner.post(CONFIRM))["state"] == "ACTIVE"
    assert alice.get(f"{ACTIVATIONS}/{told.json()['id']}").json()["state"] == "ACTIVE"


def test_the_key_from_the_mail_is_sent_as_x_api_key(partner, nobody):
    answer = nobody.get(f"{STUDIO}/studios/information", headers={"x-api-key": partner.key})

    assert done(answer)["name"] == "io.example.acme"


def test_an_activation_is_confirmed_once(partner):
    partner.post(CONFIRM)

    assert refused(partner.post(CONFIRM)) == (409, "activation_state_conflict", None)


def test_a_key_that_came_with_no_activation_confirms_nothing(alice):
    assert refused(alice.post(CONFIRM)) == (404, "activation_not_found", None)


def test_a_deactivation_stops_the_inbound_key_at_once(cast, alice):
    partner, told = cast.partner(app="Fit Companion", scopes=SCOPES)
    alice.post(f"{ACTIVATIONS}/{told.json()['id']}/deactivate")
    elsewhere = partner.with_key(partner.key, "192.0.2.91")

    assert refused(elsewhere.get(CUSTOMERS)) == (401, "unauthenticated", None)


def test_the_outbound_key_opens_nothing(cast, nobody):
    _, told = cast.partner(app="Fit Companion", scopes=SCOPES)
    mail = next(text for text in cast.mails() if told.json()["keyId"] in text)
    keys = re.findall(r"^ +(charter_live_\w+)$", mail, re.MULTILINE)
    (outbound,) = (key for key in keys if told.json()["keyId"] not in key)
    stranger = nobody.with_key(outbound, "192.0.2.92")

    assert refused(stranger.get(f"{STUDIO}/studios/information")) == (401, "unauthenticated", None)


def test_the_partner_may_do_no_more_than_was_granted(partner):
    assert refused(partner.get(f"{STUDIO}/employees")) == (403, "forbidden", None)


def test_the_confirmation_is_told_to_listeners(cast):
    partner, _ = cast.partner(app="Fit Companion", scopes=SCOPES)

    assert [type for type, *_ in heard(cast, lambda: partner.post(CONFIRM))] == [
        "activation.state_changed"
    ]


# The signature


@pytest.mark.parametrize("start", ["2026-11-02", "2026-11-20", "2027-01-31"])
def test_preview_and_signup_give_the_same_amounts(start, alice, partner):
    made = offer(
        alice,
        flatFees=[{"name": "Starter kit", "price": euro(29)}],
        paymentFrequency={"type": "MONTH_DAY", "monthDay": 1, "price": euro(39.9)},
        term={"value": 12, "unit": "MONTH"},
    )
    wish = choice(made) | {"startDate": start}
    seen = done(partner.post(f"{MEMBERSHIPS}/signup/preview", json=wish))
    signed = done(partner.post(f"{MEMBERSHIPS}/signup", json=wish | {"customer": PERSON}))
    account = f"{CUSTOMERS}/{signed['customerId']}/account"
    booked = [
        item
        for path in ("transactions", "transactions/upcoming")
        for item in done(alice.get(f"{account}/{path}?sliceSize=50"))["result"]
    ]

    assert [(item["dueDate"], -item["amount"]["amount"]) for item in booked] == [
        (item["dueDate"], item["amount"]["amount"]) for item in seen["paymentSchedule"]
    ]
    balances = done(alice.get(f"{account}/balances"))
    assert balances["openAmount"] == seen["dueOnSigningAmount"]
    parts = [Decimal(str(balances[name]["amount"])) for name in ("openAmount", "upcomingAmount")]
    assert sum(parts) == Decimal(str(seen["totalAmount"]["amount"]))


def test_who_signs_is_a_member_with_an_active_contract(alice, partner):
    id, contract = member(alice)

    assert done(partner.get(f"{CUSTOMERS}/{id}"))["status"] == "MEMBER"
    assert (contract["contractStatus"], contract["cancelled"]) == ("ACTIVE", False)


def test_a_signature_tells_of_the_customer_and_of_the_contract(cast, alice, partner):
    wish = choice(offer(alice)) | {"customer": PERSON}

    told = heard(cast, lambda: partner.post(f"{MEMBERSHIPS}/signup", json=wish))

    assert sorted(type for type, *_ in told) == ["CONTRACT_CREATED", "CUSTOMER_CREATED"]


def test_a_refused_signature_leaves_nothing_behind(cast, alice, partner):
    wish = choice(offer(alice)) | {"customer": PERSON | {"dateOfBirth": "2027-01-01"}}
    before = done(alice.get(CUSTOMERS))["result"]
    answers = []

    told = heard(cast, lambda: answers.append(partner.post(f"{MEMBERSHIPS}/signup", json=wish)))

    assert refused(answers[0]) == (400, "invalid_request", "customer.dateOfBirth")
    assert (told, done(alice.get(CUSTOMERS))["result"]) == ([], before)


# The document


@pytest.fixture
def document(partner, customer):
    return done(send(partner, "POST", f"{CUSTOMERS}/{customer}/documents", file_part("file")))


def test_a_document_comes_back_by_its_link_without_a_key(document, nobody):
    answer = nobody.get(path_of(document["documentUrl"]))

    assert (answer.status, answer.headers["content-type"], answer.body) == (
        200,
        "application/pdf",
        PDF,
    )


def test_a_link_leads_to_the_server_that_was_called(document):
    assert document["documentUrl"].startswith(f"http://127.0.0.1{STUDIO}/files/")


def test_a_link_is_good_for_fifteen_minutes(cast, document, nobody):
    cast.clock.advance(minutes=14, seconds=58)
    before = nobody.get(path_of(document["documentUrl"]))
    cast.clock.advance(seconds=2)
    after = nobody.get(path_of(document["documentUrl"]))

    assert (before.status, refused(after)) == (200, (403, "link_expired", None))


def test_a_new_link_is_read_with_the_document(cast, document, customer, partner, nobody):
    cast.clock.advance(minutes=16)
    again = done(partner.get(f"{CUSTOMERS}/{customer}/documents/{document['id']}"))

    assert nobody.get(path_of(again["documentUrl"])).body == PDF


def test_no_letter_of_a_link_can_be_changed(document, nobody):
    path = path_of(document["documentUrl"])
    base = len(f"{STUDIO}/files/")
    altered = [
        path[:at] + ("A" if path[at] != "A" else "B") + path[at + 1 :]
        for at in range(base, len(path))
    ]

    answers = {refused(nobody.get(one)) for one in altered if one != path}

    assert answers == {(403, "link_invalid", None)}


def test_a_refused_link_is_told_in_the_callers_language(document, nobody):
    answer = nobody.get(f"{path_of(document['documentUrl'])}x", headers={"accept-language": "de"})

    assert answer.headers["content-language"] == "de"
    assert answer.json()["errorMessage"].startswith("Dieser Link")


# The picture


def test_a_picture_is_drawn_anew(customer, partner, nobody):
    place = Image.Exif()
    place[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0)}
    photo = picture(2400, 1600, "JPEG", exif=place)
    made = done(send(partner, "PUT", f"{CUSTOMERS}/{customer}/images", file_part("image", photo)))

    drawn = Image.open(io.BytesIO(nobody.get(path_of(made["imageUrl"])).body))

    assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("JPEG", (1200, 800), {})


def test_the_customer_shows_the_picture(customer, partner, nobody):
    send(partner, "PUT", f"{CUSTOMERS}/{customer}/images", file_part("image", picture()))
    link = done(partner.get(f"{CUSTOMERS}/{customer}"))["imageUrl"]

    assert nobody.get(path_of(link)).headers["content-type"] == "image/jpeg"


def test_a_new_picture_takes_the_place_of_the_old_one(cast, customer, partner):
    path = f"{CUSTOMERS}/{customer}/images"
    send(partner, "PUT", path, file_part("image", picture()))
    before = len(lying(cast, "kept"))
    done(send(partner, "PUT", path, file_part("image", picture(40, 40))))

    assert len(lying(cast, "kept")) == before


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PROGRAM, (415, "unsupported_file_type", None)),
        (PDF, (415, "unsupported_file_type", None)),
        (bomb(), (400, "image_unreadable", "image")),
        (picture()[:-30], (400, "image_unreadable", "image")),
    ],
    ids=["renamed executable", "document", "bomb", "cut off"],
)
def test_a_picture_that_is_none_is_refused_and_leaves_nothing(
    content, expected, cast, customer, partner
):
    kept = len(lying(cast, "kept"))
    part = file_part("image", content, "image/png")

    answer = send(partner, "PUT", f"{CUSTOMERS}/{customer}/images", part)

    assert refused(answer) == expected
    assert (lying(cast, "incoming"), len(lying(cast, "kept"))) == ([], kept)


# The class


@pytest.fixture(scope="module")
def crowd(cast):
    """200 customers."""
    staff = cast.caller("alice")
    return [person(staff) for _ in range(200)]


@pytest.fixture(scope="module")
def booked(cast, crowd):
    """What 200 callers are told who book one slot of 20 places, and 30 to wait, at the same time."""
    staff = cast.caller("alice")
    id = slot(staff, maxParticipants=20, maxWaitingListParticipants=30)["id"]
    wishes = [{"customerId": one, "classSlotId": id} for one in crowd]
    return id, at_once(staff, f"{BOOKINGS}/book", wishes)


def with_status(booked, status):
    bodies = [answer.json() for answer in booked[1] if answer.status == 200]
    return sorted(one["bookingId"] for one in bodies if one["bookingStatus"] == status)


def test_of_200_who_book_at_once_exactly_20_have_a_place(booked):
    assert len(with_status(booked, "BOOKED")) == 20


def test_the_next_30_wait_and_all_others_are_refused(booked):
    refusals = [refused(answer) for answer in booked[1] if answer.status != 200]

    assert len(with_status(booked, "WAITING_LIST")) == 30
    assert refusals == [(409, "booking_limit_reached", None)] * 150


def test_who_came_first_has_the_place(booked):
    assert max(with_status(booked, "BOOKED")) < min(with_status(booked, "WAITING_LIST"))


def test_the_slot_counts_them(booked, partner):
    (found,) = (
        one
        for one in done(partner.get(f"{CLASSES}/slots?slotWindowStartDate=2026-11-04"))["result"]
        if one["id"] == booked[0]
    )

    assert (found["bookedParticipants"], found["waitingListParticipants"]) == (20, 30)


def test_a_cancellation_moves_the_first_who_waits_up(booked, partner):
    first, second = with_status(booked, "WAITING_LIST")[:2]
    cancelled = with_status(booked, "BOOKED")[7]

    assert done(partner.delete(f"{BOOKINGS}/{cancelled}"))["bookingStatus"] == "CANCELED"
    assert [done(partner.get(f"{BOOKINGS}/{id}"))["bookingStatus"] for id in (first, second)] == [
        "BOOKED",
        "WAITING_LIST",
    ]


def test_a_cancellation_tells_of_both(cast, alice, partner):
    id = slot(alice)["id"]
    place, waiting = (done(book(partner, id, person(alice)))["bookingId"] for _ in range(2))

    told = heard(cast, lambda: partner.delete(f"{BOOKINGS}/{place}"))

    assert {(type, entity) for type, entity, _ in told} == {
        ("CLASS_BOOKING_CANCELLED", str(place)),
        ("CLASS_BOOKING_UPDATED", str(waiting)),
    }


def test_what_validation_says_is_what_booking_does(alice, partner):
    id, customer = slot(alice)["id"], person(alice)
    wish = {"customerId": customer, "classSlotId": id}

    said = [done(partner.post(f"{BOOKINGS}/validate", json=wish))["validationStatus"]]
    did = [book(partner, id, customer).status]
    said.append(done(partner.post(f"{BOOKINGS}/validate", json=wish))["validationStatus"])
    did.append(refused(book(partner, id, customer))[1])

    assert list(zip(said, did, strict=True)) == [
        ("AVAILABLE", 200),
        ("CUSTOMER_ALREADY_BOOKED", "customer_already_booked"),
    ]


# The idle period


@pytest.fixture(scope="module")
def resting(cast):
    """A contract that may rest, and the wish for its next December with a proof."""
    staff = cast.caller("alice")
    _, contract = member(staff)
    reason = {"name": "Illness", "documentRequired": True}
    made = done(staff.post(f"{MEMBERSHIPS}/self-service/idle-period-reasons", json=reason))
    path = f"{MEMBERSHIPS}/{contract['id']}/self-service/idle-periods"
    wish = {"startDate": "2026-12-01", "temporalUnit": "MONTH", "termValue": 1}
    return path, wish | {"reasonId": made["id"]}


def test_a_contract_rests_with_its_proof(cast, alice, partner, nobody):
    _, contract = member(alice)
    reason = {"name": "Injury", "documentRequired": True}
    made = done(alice.post(f"{MEMBERSHIPS}/self-service/idle-period-reasons", json=reason))
    path = f"{MEMBERSHIPS}/{contract['id']}/self-service/idle-periods"
    wish = {"startDate": "2026-12-01", "temporalUnit": "MONTH", "termValue": 1}
    answers = []

    told = heard(
        cast,
        lambda: answers.append(
            send(
                partner,
                "POST",
                path,
                json_part(wish | {"reasonId": made["id"]}),
                file_part("document"),
            )
        ),
    )

    period = done(answers[0])
    assert (period["startDate"], period["endDate"], period["reason"]) == (
        "2026-12-01",
        "2026-12-31",
        "Injury",
    )
    assert nobody.get(path_of(period["documentUrl"])).body == PDF
    assert told == [
        ("CONTRACT_IDLE_PERIOD_CREATED", str(contract["id"]), {"idlePeriodId": period["id"]})
    ]


@pytest.mark.parametrize(
    ("change", "parts", "expected"),
    [
        ({}, ["data as text", "document"], (400, "invalid_request", "data")),
        ({}, ["document"], (400, "invalid_request", "data")),
        ({}, ["data"], (400, "invalid_request", "document")),
        ({}, ["data", "program"], (415, "unsupported_file_type", None)),
        ({}, ["data", "gif"], (415, "unsupported_file_type", None)),
        ({"startDate": "soon"}, ["data", "document"], (400, "invalid_request", "startDate")),
        ({"startDate": "2026-02-30"}, ["data", "document"], (400, "invalid_request", "startDate")),
        ({"more": 1}, ["data", "document"], (400, "invalid_request", "more")),
        (
            {"startDate": "2026-12-02"},
            ["data", "document"],
            (400, "idle_period_date_not_first_day", "startDate"),
        ),
        (
            {"termValue": 7},
            ["data", "document"],
            (400, "idle_period_maximum_terms_violated", "termValue"),
        ),
        (
            {"temporalUnit": "DAY"},
            ["data", "document"],
            (400, "idle_period_temporal_unit_invalid", "temporalUnit"),
        ),
        ({"reasonId": NOWHERE}, ["data", "document"], (404, "idle_period_reason_not_found", None)),
    ],
)
def test_an_idle_period_with_a_fault_is_refused_and_leaves_nothing(
    change, parts, expected, *, cast, resting, partner
):
    path, wish = resting
    kinds = {
        "data": json_part(wish | change),
        "data as text": json_part(wish | change, "text/plain"),
        "document": file_part("document"),
        "program": file_part("document", PROGRAM, "image/png"),
        "gif": file_part("document", b"GIF89a and so on, for more than thirty-two", "image/png"),
    }
    kept, answers = len(lying(cast, "kept")), []

    told = heard(
        cast,
        lambda: answers.append(send(partner, "POST", path, *(kinds[name] for name in parts))),
    )

    assert refused(answers[0]) == expected
    assert (told, lying(cast, "incoming"), len(lying(cast, "kept"))) == ([], [], kept)


def test_thirty_mebibytes_are_refused_and_leave_nothing(cast, resting, partner):
    path, wish = resting
    head, tail = form(json_part(wish), file_part("document")).split(PDF)
    kept = len(lying(cast, "kept"))

    answer = send(
        partner,
        "POST",
        path,
        body=b"",
        chunks=[head, PDF, *([b"\0" * MIB] * 30), tail],
        headers={"content-type": "multipart/form-data; boundary=----club"},
    )

    assert refused(answer) == (413, "file_too_large", None)
    assert (lying(cast, "incoming"), len(lying(cast, "kept"))) == ([], kept)


# The caller's language

NOT_FOUND = {
    "cs": None,
    "de": "Der Kunde wurde nicht gefunden.",
    "en": "The customer was not found.",
    "fr": "Le client est introuvable.",
    "tr": "Müşteri bulunamadı.",  # noqa: RUF001 - Turkish has an i without a dot
}


def asked(caller, header):
    headers = {} if header is None else {"accept-language": header}
    return caller.get(f"{CUSTOMERS}/{NOWHERE}", headers=headers)


@pytest.mark.parametrize(
    ("header", "tag", "language"),
    [
        ("de", "de", "de"),
        ("de-CH", "de-CH", "de"),
        ("de-LU", "de", "de"),
        ("fr-LU", "fr-LU", "fr"),
        ("en-GB", "en-GB", "en"),
        ("TR", "tr", "tr"),
        ("ja", "en", "en"),
        ("ja-JP, tr;q=0.2, fr;q=0.7", "fr", "fr"),
        ("fr;q=0.3, de;q=0.8, en;q=0.5", "de", "de"),
        ("de;q=0, fr;q=0.1", "fr", "fr"),
    ],
)
def test_an_error_is_told_in_the_language_that_the_caller_prefers(header, tag, language, partner):
    answer = asked(partner, header)

    assert (answer.headers["content-language"], answer.json()["errorMessage"]) == (
        tag,
        NOT_FOUND[language],
    )


def test_without_a_header_an_error_is_told_in_the_studios_language(charlie):
    done(charlie.put(f"{STUDIO}/studios/settings", json={"language": "de"}))
    answer = asked(charlie, None)

    assert (answer.headers["content-language"], answer.json()["errorMessage"]) == (
        "de",
        NOT_FOUND["de"],
    )


def test_a_malformed_header_is_refused(partner):
    assert refused(asked(partner, "de;q=2")) == (400, "invalid_request", "Accept-Language")


@pytest.mark.parametrize("path", [CUSTOMERS, f"{CUSTOMERS}/{NOWHERE}", f"{STUDIO}/nowhere"])
@pytest.mark.parametrize("header", ["sl", None])
def test_every_answer_depends_on_the_language_that_was_asked_for(header, path, partner):
    headers = {} if header is None else {"accept-language": header}
    answer = partner.get(path, headers=headers)

    assert "Accept-Language" in answer.headers["vary"]
    assert answer.headers["content-language"] == (header or "en")


def test_the_code_is_the_same_in_every_language(partner):
    codes = {refused(asked(partner, tag)) for tag in ("cs", "de", "hu", "ru", "sv")}

    assert codes == {(404, "customer_not_found", None)}


def test_an_error_has_a_trace_id_by_which_it_is_found_again(partner):
    assert re.fullmatch(r"[0-9a-f]{32}", asked(partner, None).json()["traceId"])
