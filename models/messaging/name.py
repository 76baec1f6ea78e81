"""Everything has a name that people give it; `alias` is another word for the same."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy.exc import IntegrityError

from contract.errors import Fault, InvalidRequest, NameTaken, NameUnclear
from models.constraint import broken
from models.session import Session

NAME: Final = re.compile(r"[a-zA-Z0-9._-]{4,64}")


def given(content: Mapping[str, Any]) -> str:
    """The name in the content of a request, or `NameUnclear`."""
    found = given_if_any(content)
    if found is None:
        raise NameUnclear
    return found


def given_if_any(content: Mapping[str, Any]) -> str | None:
    """As `given`, of things that may go without."""
    names = [content[word] for word in ("name", "alias") if content.get(word) is not None]
    if len(set(names)) > 1:
        raise NameUnclear
    if not names:
        return None
    if not NAME.fullmatch(names[0]):
        fault = Fault("body.name", "It has 4 to 64 letters, digits, dots, hyphens and underscores.")
        raise InvalidRequest(fault)
    return str(names[0])


def both(name: str | None) -> dict[str, str]:
    """The name under both of its words."""
    return {} if name is None else {"name": name, "alias": name}


@contextmanager
def unique(session: Session, key: str, name: str) -> Iterator[None]:
    """Do what may break the constraint `key`, and raise `NameTaken` if it does."""
    try:
        with session.nested():
            yield
    except IntegrityError as error:
        if broken(error) != key:
            raise
        raise NameTaken(name=name) from error
