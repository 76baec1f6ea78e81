"""What is sent is made when it is sent, by whoever knows what the subject is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.delivery.due import Due
from models.session import Session


@dataclass(frozen=True, slots=True)
class Content:
    """A body and its type."""

    body: bytes
    type: str = "application/json"


BodyOf = Callable[[Session, Due], Content | None]
"""Gives what is to be sent, the same at every attempt; `None` when the subject is no longer there."""

Bodies = Mapping[str, BodyOf]
"""By the kind of a delivery."""
