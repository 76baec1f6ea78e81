"""Every list of the document: what it is of, how one more item comes into it, and what names an item."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from calls import CONTRACT, Call, call, good
from messaging_carried import carried
from practice_calls import NOVEMBER
from studio_calls import Given

if TYPE_CHECKING:
    from wire import Client, Response

    from contract.facts import Operation

_numbers = itertools.count(1)
_FIRST = datetime(2027, 1, 11, 6, 0, tzinfo=UTC)


def _done(operation_id: str, client: Client, *given: Any, **more: Any) -> Any:
    operation = CONTRACT.operations[operation_id]
    made = call(operation, *given, **more) if given or more else good(operation, client)
    answer = made.by(client)
    assert answer.status < 300, (operation_id, answer)
    return answer.json()


def _alone(_client: Client) -> Given:
    return Given()


def _resource(client: Client) -> Given:
    return Given({"resourceId": _done("createResource", client)["id"]})


def _customer(client: Client) -> Given:
    return Given({"customerId": _done("createCustomer", client)["customerId"]})


def _customer_in_query(client: Client) -> Given:
    return Given(query=_customer(client).path)


def _prospects(_client: Client) -> Given:
    return Given(query={"customerStatus": "PROSPECT"})


def _dates(_client: Client) -> Given:
    return Given(query={"slotWindowStartDate": "2027-01-11", "daysAhead": 1})


def _dates_of_class(client: Client) -> Given:
    return Given({"classId": _done("createClass", client)["id"]}, _dates(client).query)


def make_resource(cast: Any, given: Given, kind: str = "listed") -> Any:
    body = {"kind": kind, "name": f"{next(_numbers):06}", "labels": {"a": "b"}}
    return cast.caller("alice").post("/registry/v1/resources", json=body).json()["id"]


def _change(cast: Any, given: Given) -> Any:
    path = f"/registry/v1/resources/{given.path['resourceId']}"
    body = {"description": f"{next(_numbers)}"}
    return cast.caller("alice").patch(path, json=body).json()["version"]


def _request(cast: Any, _given: Given) -> Any:
    name = f"listed-{next(_numbers)}"
    cast.caller("alice").get("/registry/v1/resources", headers={"x-request-id": name})
    return name


def _usage(cast: Any, _given: Given) -> Any:
    cast.clock.advance(hours=1)
    cast.caller("alice").get("/platform/v1/organization")
    cast.server.chores.write_usage()
    return f"{cast.clock.now:%Y-%m-%dT%H:00:00.000000Z}", "getOrganization"


def _by(operation_id: str, name: str = "id", **body: object) -> Callable[[Any, Given], Any]:
    """One more by this operation, for the same customer, class, … where its path names one."""

    def make(cast: Any, given: Given) -> Any:
        return _done(operation_id, cast.caller("alice"), given.path, body=body)[name]

    return make


def _checkin(cast: Any, given: Given) -> Any:
    made = _done("checkin", cast.caller("alice"), given.path)["checkinId"]
    _done("checkout", cast.caller("alice"), given.path)
    return made


def _amendment(cast: Any, _given: Given) -> Any:
    return _done("proposeContactData", cast.caller("alice"))["id"]


def _hour() -> dict[str, str]:
    """An hour of the day, never the same twice, in which the studio is open."""
    day, hour = divmod(next(_numbers), 12)
    start = _FIRST + timedelta(days=day, hours=hour)
    return {
        "startDateTime": f"{start:%Y-%m-%dT%H:%M:%SZ}",
        "endDateTime": f"{start + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}",
    }


def _class_booking(cast: Any, given: Given) -> Any:
    alice = cast.caller("alice")
    class_ = {"classId": _done("createClass", alice)["id"]}
    slot = _done("createClassSlot", alice, class_, body=_hour())["id"]
    return _done("bookClass", alice, {}, body=given.query | {"classSlotId": slot})["bookingId"]


def _appointment(cast: Any, given: Given) -> Any:
    alice = cast.caller("alice")
    made = good(CONTRACT.operations["bookAppointment"], alice)
    body = made.options["json"] | given.query | _hour()
    return made.by(alice, json=body).json()["bookingId"]


def _matter(client: Client) -> Given:
    """A matter's own list, and what more of it is made with."""
    made = _done("CreateMatter", client)["data"]
    named = {"matterId": made["matterId"]}
    return Given(query=named, body=named | {"userId": made["responsibleId"]})


def _client(client: Client) -> Given:
    made = _done("CreateMatter", client)["data"]
    named = {"clientId": made["clientId"]}
    return Given(query=named, body=named | {"responsibleId": made["responsibleId"]})


def _enveloped(operation_id: str, name: str) -> Callable[[Any, Given], Any]:
    """One more by this operation, of the same matter or client; `name` stands below `data`."""

    def make(cast: Any, given: Given) -> Any:
        body = (given.body or {}) | _varied(operation_id)
        return _done(operation_id, cast.caller("alice"), {}, body=body)["data"][name]

    return make


def _varied(operation_id: str) -> dict[str, Any]:
    """What the items of a list are ordered by; some are the same."""
    number = next(_numbers)
    amount, text = number % 7 + 0.5, f"{number % 5}"
    if operation_id in ("CreateClient", "CreateMatter"):
        return {"reference": text}
    common = {"description": text, "date": f"2026-11-{number % 20 + 1:02}"}
    return common | ({"hours": amount} if operation_id == "CreateTimeEntry" else {"amount": amount})


def _invoice(cast: Any, given: Given) -> Any:
    """An invoice with a single expense on it, of any day of November."""
    _enveloped("CreateExpense", "expenseId")(cast, given)
    body = {"matterIds": [given.query["matterId"]]} | NOVEMBER
    body["invoiceDate"] = f"2026-12-{next(_numbers) % 20 + 1:02}"
    (made,) = _done("CreateInvoice", cast.caller("alice"), {}, body=body)["data"]
    return made["invoiceId"]


def _named(operation_id: str, name: str = "id") -> Callable[[Any, Given], Any]:
    """One more by this operation of messaging, in the same queue where its path names one."""
    kind = (
        CONTRACT.operations[operation_id].rules.named if operation_id in CONTRACT.operations else ""
    )

    def make(cast: Any, given: Given) -> Any:
        return _done(operation_id, cast.caller("alice"), given.path)[kind][name]

    return make


def _queue(client: Client) -> Given:
    return Given({"queue_id": _done("createQueue", client)["queue"]["id"]})


def _in_queue(operation_id: str) -> Callable[[Any, Given], Any]:
    """One more in a queue of its own."""

    def make(cast: Any, _given: Given) -> Any:
        (thing, _links) = _done(operation_id, cast.caller("alice")).values()
        return thing["id"]

    return make


def _message(client: Client) -> Given:
    """A message for a single listener."""
    queue = _queue(client).path
    listener = _done("createListener", client, queue, body=EVERYTHING)["listener"]["id"]
    message = _done("createMessage", client, queue)["message"]["id"]
    return Given({**queue, "message_id": message}, body=listener)


def _attempt(cast: Any, given: Given) -> Any:
    if names_on(CONTRACT.operations["listAttempts"], _attempts(cast, given)):
        _done("redeliverMessage", cast.caller("alice"), given.path, body={"listener_ids": None})
    return carried(cast, given.body, "delivered").attempts + 1


def _attempts(cast: Any, given: Given) -> Response:
    return longest(CONTRACT.operations["listAttempts"], given).by(cast.caller("alice"))


def _dead_letter(cast: Any, given: Given) -> Any:
    """Of a listener of its own: after ten in a row it would get no more."""
    alice = cast.caller("alice")
    listener = _done("createListener", alice, given.path, body=EVERYTHING)["listener"]["id"]
    _done("createMessage", alice, given.path)
    return carried(cast, listener, "dead").id


EVERYTHING = {"event_types": None}
"""What a listener of all messages has, beside the example."""


class List(NamedTuple):
    """One list. `make` adds an item and returns what `name` gives of it."""

    make: Callable[[Any, Given], Any]
    name: Callable[[dict[str, Any]], Any] = lambda item: item["id"]
    of: Callable[[Client], Given] = _alone


LISTS = {
    "listResources": List(make_resource),
    "listResourceHistory": List(_change, lambda item: item["version"], _resource),
    "listRequests": List(_request, lambda item: item["requestId"]),
    "listKeys": List(_by("createKey")),
    "listActivations": List(_by("createActivation")),
    "listUsage": List(_usage, lambda item: (item["hour"], item["operation"])),
    "listCustomers": List(_by("createCustomer", "customerId"), of=_prospects),
    "listCheckins": List(_checkin, lambda item: item["checkinId"], _customer),
    "listDocuments": List(_by("createDocument"), of=_customer),
    "listTransactions": List(_by("createPayment"), of=_customer),
    "listUpcomingTransactions": List(_by("createCharge", dueDate="2027-01-01"), of=_customer),
    "listAmendments": List(_amendment),
    "listEmployees": List(_by("createEmployee")),
    "listClasses": List(_by("createClass")),
    "listSlotsOfClass": List(_by("createClassSlot"), of=_dates_of_class),
    "listClassSlots": List(_by("createClassSlot"), of=_dates_of_class),
    "listClassBookings": List(_class_booking, lambda item: item["bookingId"], _customer_in_query),
    "listBookableAppointments": List(_by("createBookableAppointment")),
    "listAppointmentBookings": List(
        _appointment, lambda item: item["bookingId"], _customer_in_query
    ),
    "ListClients": List(_enveloped("CreateClient", "clientId"), lambda item: item["clientId"]),
    "ListMatters": List(
        _enveloped("CreateMatter", "matterId"), lambda item: item["matterId"], _client
    ),
    "ListTimeEntries": List(
        _enveloped("CreateTimeEntry", "timeEntryId"), lambda item: item["timeEntryId"], _matter
    ),
    "ListExpenses": List(
        _enveloped("CreateExpense", "expenseId"), lambda item: item["expenseId"], _matter
    ),
    "ListFixedFees": List(
        _enveloped("CreateFixedFee", "fixedFeeId"), lambda item: item["fixedFeeId"], _matter
    ),
    "ListInvoices": List(_invoice, lambda item: item["invoiceId"], _matter),
    "listApiKeys": List(_named("createApiKey")),
    "listQueues": List(_named("createQueue")),
    "listListeners": List(_in_queue("createListener")),
    "listQueueListeners": List(_named("createListener"), of=_queue),
    "listMessages": List(_in_queue("createMessage")),
    "listQueueMessages": List(_named("createMessage"), of=_queue),
    "listAttempts": List(_attempt, lambda item: item["attempt"], _message),
    "listDeadLetters": List(_dead_letter, of=_queue),
    "listDomains": List(_named("createDomain")),
}


class Form(NamedTuple):
    """How a style of paging is spoken: names, and the query of the page behind an answer, or None.

    Without a name for the items, they are called as the operation says.
    """

    size: str
    items: str
    behind: Callable[[dict[str, Any]], dict[str, Any] | None] = lambda _answer: None


def _token(answer: dict[str, Any]) -> dict[str, Any] | None:
    token = answer.get("continuationToken")
    return None if token is None else {"continuationToken": token}


def _counted(answer: dict[str, Any]) -> dict[str, Any] | None:
    offset = answer["offset"] + len(answer["items"])
    return {"offset": offset} if offset < answer["total"] else None


def _chunk(answer: dict[str, Any]) -> dict[str, Any] | None:
    return {"offset": answer["offset"]} if answer["hasNext"] else None


def _paginated(answer: dict[str, Any]) -> dict[str, Any] | None:
    told = answer["pagination"]
    offset = told["offset"] + len(answer["data"])
    return {"offset": offset} if offset < told["total"] else None


FORMS = {
    "token": Form("limit", "items", _token),
    "limit-offset": Form("limit", "items", _counted),
    "pagination": Form("limit", "data", _paginated),
    "chunk-id": Form("sliceSize", "result", _chunk),
    "chunk-count": Form("sliceSize", "result", _chunk),
    "page": Form("per_page", ""),
}


INNER = {
    "client.name": ("client", "name"),
    "client.reference": ("client", "reference"),
    "created": ("meta", "createdAt"),
    "invoicedate": ("invoiceDate",),
    "invoicenumber": ("invoiceNumber",),
    "state": ("invoiceState",),
}
"""Where in an item there is what an order is called after, if it is not there under that name."""


def placed_by(item: dict[str, Any], order: str) -> Any:
    """What of an item an order looks at; what is absent is the least."""
    value: Any = item
    for step in INNER.get(order, (order,)):
        value = value.get(step, "")
    return value


def form_of(operation: Operation) -> Form:
    assert operation.rules.paged is not None
    return FORMS[operation.rules.paged.style]


def page(operation: Operation, given: Given, /, **query: Any) -> Call:
    """A call of one page of a list."""
    asked = {name: value for name, value in query.items() if value is not None}
    named = {name: text for name, text in given.path.items() if f"{{{name}}}" in operation.path}
    return call(operation, named, {**given.query, **asked})


def longest(operation: Operation, given: Given) -> Call:
    """A call of the longest page there can be."""
    assert operation.rules.paged is not None
    return page(operation, given, **{form_of(operation).size: operation.rules.paged.limit.max})


def items_of(operation: Operation) -> str:
    """The property that has the items of a page."""
    return form_of(operation).items or operation.rules.named or ""


def names_on(operation: Operation, answer: Response) -> list[Any]:
    return [LISTS[operation.id].name(item) for item in answer.json()[items_of(operation)]]


def behind(operation: Operation, answer: Response) -> dict[str, Any] | None:
    """The query of the page behind this one, or None."""
    if "link" not in answer.headers:
        return form_of(operation).behind(answer.json())
    links = linked(answer)
    return asked(links["next"]) if "next" in links else None


def linked(answer: Response) -> dict[str, str]:
    """What the header `Link` leads to, by relation."""
    found = re.findall(r'<([^>]*)>; rel="(\w+)"(?:, |$)', answer.headers["link"])
    return {relation: target for target, relation in found}


def asked(target: str) -> dict[str, str]:
    """The query in an address."""
    return dict(parse_qsl(urlsplit(target).query, keep_blank_values=True))
