"""The pydantic models of the FastAPI peers: the same constraints as the document of the others."""

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

Kind = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
Label = Annotated[str, StringConstraints(max_length=200)]


class NewResource(BaseModel):
    """What a POST carries."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    name: str = Field(min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=2000)
    labels: dict[str, Label] = Field(default_factory=dict, max_length=64)
    attributes: dict[str, Any] = Field(default_factory=dict)


class Resource(BaseModel):
    """What one resource is answered as."""

    model_config = ConfigDict(from_attributes=True, alias_generator=to_camel, populate_by_name=True)

    id: uuid.UUID
    kind: Kind
    name: str = Field(min_length=1, max_length=200)
    description: str | None = Field(max_length=2000)
    labels: dict[str, Label] = Field(max_length=64)
    attributes: dict[str, Any]
    state: Literal["draft", "active", "suspended", "retired"]
    version: int = Field(ge=1)
    created_at: datetime
    updated_at: datetime


class Page(BaseModel):
    """What a listing is answered as."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    items: list[Resource]
    continuation_token: str | None = None
