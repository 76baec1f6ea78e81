"""The answer of a list of time entries as pydantic models, with the constraints of the document."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer
from pydantic.alias_generators import to_camel

Number = Annotated[Decimal, Field(ge=0), PlainSerializer(float, return_type=float)]
Label = Annotated[str, Field(min_length=1, max_length=200)]


class Model(BaseModel):
    """Made of the attributes of a row, named in camel case."""

    model_config = ConfigDict(from_attributes=True, alias_generator=to_camel, populate_by_name=True)


class Named(Model):
    """A client or a matter, by name."""

    name: Label
    reference: Label | None


class User(Model):
    """A user, by name."""

    name: Label
    initials: str | None
    first_name: Label
    last_name: Label


class FixedFee(Model):
    """The fixed fee of an entry."""

    id: uuid.UUID
    label: str
    amount: Number


class Invoice(Model):
    """The invoice of an entry."""

    invoice_id: uuid.UUID
    invoice_number: str
    invoice_date: date
    invoice_state: Literal["draft", "review", "approved", "final"]
    invoice_amount: Number
    invoice_balance: Number


class Meta(Model):
    """When it came and last changed."""

    created_at: datetime
    modified_at: datetime


class TimeEntry(Model):
    """One entry with all its parts."""

    time_entry_id: uuid.UUID
    user_id: uuid.UUID
    user: User
    matter_id: uuid.UUID
    matter: Named
    client_id: uuid.UUID
    client: Named
    date: date
    time: str | None = Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$")
    description: str = Field(min_length=1, max_length=5000)
    hours: Number
    rate: Number | None
    amount: Number | None
    billing_type: Literal["nonBillable", "billable", "fixedFee"]
    billed: bool
    invoice_id: uuid.UUID | None
    invoice: Invoice | None
    fixed_fee_id: uuid.UUID | None
    fixed_fee: FixedFee | None
    activity_code: str | None
    task_code: str | None
    meta: Meta


class Pagination(Model):
    """Where the page lies."""

    limit: int
    offset: int
    total: int
    sort: str


class Page(Model):
    """What the list is answered as."""

    data: list[TimeEntry]
    pagination: Pagination
