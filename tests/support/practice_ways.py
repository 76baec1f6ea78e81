"""How each refusal of the practice is provoked, for any operation that declares it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from practice_calls import NOVEMBER, active_matter, invoice, made

if TYPE_CHECKING:
    from wire import Response

MUCH = 99_999_999
"""More than any of the invoices here comes to."""


def absent(scene: Any) -> Response:
    answer: Response = scene.absent()
    return answer


def bill(scene: Any, matter_id: str, **more: Any) -> str:
    """The invoice with all that is to be billed of the matter."""
    body = NOVEMBER | {"matterIds": [matter_id]} | more
    (found,) = made(scene.make, "CreateInvoice", path={}, body=body)
    return str(found["invoiceId"])


def billed(scene: Any) -> Response:
    """What is on an invoice; `create` and `id` are of the item's kind."""
    kind = scene.operation.id.removeprefix("Update").removeprefix("Delete")
    id_name = f"{kind[0].lower()}{kind[1:]}Id"
    item = made(scene.make, f"Create{kind}")
    bill(scene, item["matterId"])
    answer: Response = scene.call({id_name: item[id_name]}).by(scene.alice)
    return answer


def client_has_matters(scene: Any) -> Response:
    matter = made(scene.make, "CreateMatter")
    answer: Response = scene.call({"clientId": matter["clientId"]}).by(scene.alice)
    return answer


def matter_has_activity(scene: Any) -> Response:
    """Work keeps the matter, and the matter's client."""
    path = {"matterId": active_matter(scene.make)}
    body = None
    if scene.operation.id == "UpdateMatter":
        body = {"clientId": made(scene.make, "CreateClient")["clientId"]}
    answer: Response = scene.call(path, {}, body).by(scene.alice)
    return answer


def practice_area_in_use(scene: Any) -> Response:
    path = {"practiceAreaId": made(scene.make, "CreatePracticeArea")["practiceAreaId"]}
    matter = {"matterId": made(scene.make, "CreateMatter")["matterId"]}
    made(scene.make, "UpdateMatter", path=matter, body=path)
    answer: Response = scene.call(path).by(scene.alice)
    return answer


def fixed_fee_in_use(scene: Any) -> Response:
    """Time that belongs to a fixed fee keeps it, in its matter."""
    fee = made(scene.make, "CreateFixedFee")
    path = {"fixedFeeId": fee["fixedFeeId"]}
    time = {"matterId": fee["matterId"], "userId": fee["userId"], "billingType": "fixedFee"}
    made(scene.make, "CreateTimeEntry", path={}, body=time | path)
    body = None
    if scene.operation.id == "UpdateFixedFee":
        body = {"matterId": made(scene.make, "CreateMatter")["matterId"]}
    answer: Response = scene.call(path, {}, body).by(scene.alice)
    return answer


def nothing_to_bill(scene: Any) -> Response:
    matter = made(scene.make, "CreateMatter")["matterId"]
    answer: Response = scene.call({}, {}, {"matterIds": [matter]}).by(scene.alice)
    return answer


def invoice_number_taken(scene: Any) -> Response:
    number = {"invoiceNumber": f"taken {scene.number}"}
    bill(scene, active_matter(scene.make), **number)
    given = scene.given()
    answer: Response = scene.call(given.path, {}, (given.body or {}) | number).by(scene.alice)
    return answer


def moved(state: str, /, **body: Any) -> Callable[[Any], Response]:
    """A call for an invoice in this state."""

    def way(scene: Any) -> Response:
        path = {"invoiceId": invoice(scene.make, state)["invoiceId"]}
        answer: Response = scene.call(path, {}, body).by(scene.alice)
        return answer

    return way


def custom_field_name_taken(scene: Any) -> Response:
    field = made(scene.make, "CreateCustomField")
    same = {name: field[name] for name in ("entity", "name", "valueType")}
    options = [{"label": option["label"]} for option in field["options"]]
    answer: Response = scene.good_with(json=same | {"options": options})
    return answer


NOT_FOUND = (
    "client_not_found",
    "expense_not_found",
    "fixed_fee_not_found",
    "invoice_not_found",
    "matter_not_found",
    "practice_area_not_found",
    "time_entry_not_found",
    "user_not_found",
)
WAYS: dict[str, Callable[[Any], Response]] = dict.fromkeys(NOT_FOUND, absent) | {
    "client_has_matters": client_has_matters,
    "custom_field_name_taken": custom_field_name_taken,
    "expense_billed": billed,
    "fixed_fee_billed": billed,
    "fixed_fee_in_use": fixed_fee_in_use,
    "invoice_frozen": moved("approved", state="final", invoiceNumber="another"),
    "invoice_not_final": moved("approved", amount=1),
    "invoice_number_taken": invoice_number_taken,
    "invoice_state_conflict": moved("draft", state="final"),
    "matter_has_activity": matter_has_activity,
    "nothing_to_bill": nothing_to_bill,
    "payment_exceeds_balance": moved("final", amount=MUCH),
    "practice_area_in_use": practice_area_in_use,
    "time_entry_billed": billed,
}
"""The errors of the practice."""
