"""Fixed fees are found by id and listed."""

from typing import Any, Final

from contract.errors.practice_billing import FixedFeeBilled, FixedFeeNotFound
from models.hot import Row
from models.paging import Page, Slice
from models.practice import item, tally
from models.practice.chosen import Choice
from models.practice.item.kind import PARTS, SHARES, Kind, Nearby, common, filters
from models.practice.item.shape import COMMON, shaped
from models.practice.table.fixed_fee import FixedFee
from models.session import Session
from models.text import present

_OWN: Final = (FixedFee.activity_code, FixedFee.task_code)
_TIMES: Final = COMMON + len(_OWN)


def _shape(cells: Row, near: Nearby) -> dict[str, Any]:
    activity, task = cells[COMMON:_TIMES]
    own = present(activityCode=activity, taskCode=task)
    return shaped("fixedFeeId", cells, near, cells[_TIMES:]) | own


KIND: Final = Kind(
    name="fixed_fee",
    table=FixedFee,
    parts=PARTS,
    choice=Choice(
        FixedFee,
        (*common(FixedFee), *_OWN),
        filters=filters(FixedFee),
        orders={
            "date": FixedFee.date,
            "amount": FixedFee.amount,
            "description": FixedFee.description_start,
        },
        shares=SHARES,
        whole=tally.total("fixed_fee"),
    ),
    shape=_shape,
    not_found=FixedFeeNotFound,
    billed=FixedFeeBilled,
)


def find(session: Session, tenant: str, fixed_fee_id: str) -> dict[str, Any]:
    """Give the fixed fee with all its parts, or raise `FixedFeeNotFound`."""
    return item.find(session, tenant, KIND, fixed_fee_id)


def page(
    session: Session,
    tenant: str,
    page: Page,
    *,
    select: frozenset[str] = frozenset(),
    sort: tuple[str, ...] = (),
    start_date: str | None = None,
    end_date: str | None = None,
    user_id: str | None = None,
    matter_id: str | None = None,
    client_id: str | None = None,
    billed: bool | None = None,
    invoice_id: str | None = None,
    modified_since: str | None = None,
) -> Slice:
    """List fixed fees; sorts: date, amount, description; parts: client, matter, user, meta, invoice.

    Days are inclusive; all filters must match. Descriptions are compared by their first 200
    characters.
    """
    return item.page(
        session,
        tenant,
        KIND,
        page,
        select=select,
        sort=sort,
        start_date=start_date,
        end_date=end_date,
        user_id=user_id,
        matter_id=matter_id,
        client_id=client_id,
        billed=billed,
        invoice_id=invoice_id,
        modified_since=modified_since,
    )
