"""What tests of the practice need, made over HTTP: firms with people, clients, matters and what is billed."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from models.platform import organization

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Cast
    from wire import Client, Response

PRACTICE = "/practice/v2"
CLIENTS = f"{PRACTICE}/clients"
MATTERS = f"{PRACTICE}/matters"
TIME = f"{PRACTICE}/time-entries"
EXPENSES = f"{PRACTICE}/expenses"
FEES = f"{PRACTICE}/fixed-fees"
INVOICES = f"{PRACTICE}/invoices"
AREAS = f"{PRACTICE}/practice-areas"
USERS = f"{PRACTICE}/users"
FIELDS = f"{PRACTICE}/custom-fields"
CODES = f"{PRACTICE}/codes"
NOWHERE = "01935275-3d4e-7b21-8c55-2f6a9b0e1d43"
"""An id that no firm has given."""
ZERO = "00000000-0000-0000-0000-000000000000"
"""The id that clears a reference."""
READ, WRITE, RATES = "practice:read", "practice:write", "practice:read.rates"
STATES = ("draft", "review", "approved", "final")
OCTOBER = {"startDate": "2026-10-01", "endDate": "2026-10-31"}
"""The month before the clock of the tests begins."""
_numbers = itertools.count(1)


def told(answer: Response) -> Any:
    """The whole body of an answer that is a success."""
    assert answer.status in {200, 201}, (answer.status, answer.body)
    return answer.json()


def data(answer: Response) -> Any:
    """What a success is about, out of its envelope."""
    return told(answer)["data"]


def refused(answer: Response) -> tuple[int, str, list[str]]:
    """Status, code and fields of a refusal, each field once."""
    error = answer.json()["error"]
    fields = dict.fromkeys(fault["field"] for fault in error["details"])
    return answer.status, error["code"], list(fields)


def invalid(*fields: str) -> tuple[int, str, list[str]]:
    """What `refused` gives of a request with faults at these fields."""
    return 400, "invalid_request", list(fields)


def opened(cast: Cast) -> Client:
    """The owner of a firm of its own, in which nothing is yet."""
    name = f"io.example.firm{next(_numbers)}"
    made = cast.server.database.write(lambda session: organization.create(session, name))
    cast.tenants[name] = made["organizationId"]
    return cast.client.with_key(cast.key(name, "*"))


def limited(cast: Cast, *scopes: str, owner: str = "alice", **more: Any) -> Client:
    """Somebody of the firm whose key has these scopes only."""
    return cast.client.with_key(cast.key(owner, *scopes, **more))


def user(firm: Client, **more: Any) -> str:
    """The id of a new attorney, at 250 an hour."""
    content = {"firstName": "Ada", "lastName": "Lovell", "role": "attorney", "rate": 250}
    content |= {"email": f"ada{next(_numbers)}@firm.example"} | more
    return str(data(firm.post(USERS, json=content))["userId"])


def client(firm: Client, **more: Any) -> str:
    """The id of a new client."""
    made = data(firm.post(CLIENTS, json={"name": f"Client {next(_numbers)}"} | more))
    return str(made["clientId"])


def matter(firm: Client, **more: Any) -> dict[str, Any]:
    """A new matter, of a new client and with a new user unless it says otherwise."""
    content = {"name": f"Matter {next(_numbers)}"} | more
    for name, make in (("clientId", client), ("responsibleId", user)):
        if name not in content:
            content[name] = make(firm)
    made: dict[str, Any] = data(firm.post(MATTERS, json=content))
    return made


def _of(made: dict[str, Any]) -> dict[str, Any]:
    """Whose an item is: the matter's, and of whom is responsible for it."""
    return {"matterId": made["matterId"], "userId": made["responsibleId"], "date": "2026-10-15"}


def entry(firm: Client, made: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Two hours of work in a matter, a new one unless it is given."""
    content = _of(made or matter(firm)) | {"description": "Draft.", "hours": 2} | more
    found: dict[str, Any] = data(firm.post(TIME, json=content))
    return found


def expense(firm: Client, made: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """42.50 that were spent."""
    content = _of(made or matter(firm)) | {"description": "Fee.", "amount": 42.5} | more
    found: dict[str, Any] = data(firm.post(EXPENSES, json=content))
    return found


def fee(firm: Client, made: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A fixed fee of 500."""
    content = _of(made or matter(firm)) | {"description": "Review.", "amount": 500} | more
    found: dict[str, Any] = data(firm.post(FEES, json=content))
    return found


def bill(firm: Client, *matters: str, **more: Any) -> list[dict[str, Any]]:
    """The invoices for October of these matters."""
    wish = OCTOBER | {"matterIds": list(matters)} | more
    found: list[dict[str, Any]] = data(firm.post(INVOICES, json=wish))
    return found


def invoice(firm: Client, state: str = "draft", **more: Any) -> dict[str, Any]:
    """An invoice of 500 for two hours, in this state."""
    (found,) = bill(firm, entry(firm)["matterId"], **more)
    return moved(firm, found, state)


def moved(firm: Client, found: dict[str, Any], state: str, **more: Any) -> dict[str, Any]:
    """The invoice, step by step in this state; `more` is said with the last step."""
    path = f"{INVOICES}/{found['invoiceId']}/state"
    steps = STATES[STATES.index(found["invoiceState"]) + 1 : STATES.index(state) + 1]
    for step in steps:
        body = {"state": step} | (more if step == state else {})
        found = data(firm.post(path, json=body))
    return found


def at_once(path: str, calls: list[tuple[Client, Any]]) -> list[Response]:
    """The answers to as many callers with their bodies, each in a thread of its own.

    Whoever is told 503 comes again: such a call was surely not executed.
    """

    def insisting(call: tuple[Client, Any]) -> Response:
        caller, body = call
        while (answer := caller.post(path, json=body)).status == 503:
            pass
        return answer

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(insisting, calls))


def field(firm: Client, entity: str, kind: str, *labels: str) -> dict[str, Any]:
    """A new custom field, with these options."""
    content: dict[str, Any] = {"entity": entity, "name": f"Field {next(_numbers)}"}
    content["valueType"] = kind
    if labels:
        content["options"] = [{"label": label} for label in labels]
    found: dict[str, Any] = data(firm.post(FIELDS, json=content))
    return found


LISTS: dict[str, Callable[[Client], Any]] = {
    CLIENTS: client,
    MATTERS: matter,
    TIME: entry,
    EXPENSES: expense,
    FEES: fee,
    INVOICES: invoice,
}
"""The lists that come in pages, and what adds one thing to each."""
PARTS = {
    CLIENTS: {"contact", "meta", "customFields"},
    MATTERS: {
        "client",
        "ledesConfiguration",
        "responsible",
        "originator",
        "practiceArea",
        "meta",
        "customFields",
    },
    TIME: {"client", "matter", "user", "meta", "fixedFee", "invoice"},
    EXPENSES: {"client", "matter", "user", "meta", "invoice"},
    FEES: {"client", "matter", "user", "meta", "invoice"},
    INVOICES: {"client", "matter", "meta"},
}
"""What can be selected of each list."""
SORTS = {
    CLIENTS: {"name", "reference"},
    MATTERS: {"name", "reference", "client.name", "client.reference"},
    TIME: {"date", "hours", "description", "created"},
    EXPENSES: {"date", "amount", "description"},
    FEES: {"date", "amount", "description"},
    INVOICES: {
        "client.name",
        "client.reference",
        "invoicedate",
        "amount",
        "balance",
        "invoicenumber",
        "state",
    },
}
"""By what each list can be sorted."""


def ids(answer: Response) -> list[str]:
    """The ids of a list, in its order."""
    return [identity(one) for one in data(answer)]


def identity(thing: Any) -> str:
    """The id of what was made; a thing has its own before those that it refers to."""
    return thing if isinstance(thing, str) else str(next(iter(thing.values())))
