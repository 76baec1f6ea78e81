"""A message either fits its queue's schema, or nothing of it is stored and every fault is named."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

import jsonschema_rs
import orjson

from contract.errors import Fault, MessageInvalid, phrase
from models.messaging.schema import limits, standard

_MOST: Final = 100
_KEPT: Final = 256
_SENTENCES: Final = {
    "falseSchema": phrase("Nothing may stand here."),
    "enum": phrase("It is none of the values that it can be."),
    "const": phrase("It is not the value that it has to be."),
    "pattern": phrase("It does not match the pattern."),
    "minLength": phrase("It has at least {limit} characters."),
    "maxLength": phrase("It has at most {limit} characters."),
    "minimum": phrase("It is {limit} or more."),
    "maximum": phrase("It is {limit} or less."),
    "minItems": phrase("It has at least {limit} items."),
    "maxItems": phrase("It has at most {limit} items."),
}


class Validators:
    """The validators that were used last, by the ids of their schemas."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._known: OrderedDict[str, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, id: str, load: Callable[[], Any]) -> tuple[Any, int]:
        """The validator of this schema, and its size; `load` gives it where it is not known."""
        with self._lock:
            if id in self._known:
                self._known.move_to_end(id)
                return self._known[id]
        schema = load()
        validator = jsonschema_rs.Draft202012Validator(
            schema, pattern_options=limits.OPTIONS, offline=True
        )
        made = (validator, standard.size(schema))
        with self._lock:
            self._known[id] = made
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return made


_VALIDATORS: Final = Validators()


def check(id: str, load: Callable[[], Any], data: str, place: str = "body.data") -> None:
    """Raise `MessageInvalid` unless `data` is JSON that fits the schema of this id.

    Every fault is named, up to 100; where schema and data are large, the first one.
    """
    validator, size = _VALIDATORS.get(id, load)
    values = 1 + sum(map(data.count, ",[{"))
    if size * values > limits.STEPS:
        raise MessageInvalid(Fault(place, "It is too much for this schema to check."))
    every = size * values <= limits.TOLD
    found = list(islice(_faults(validator, data, place, every=every), _MOST))
    if found:
        raise MessageInvalid(*found)


def _faults(validator: Any, data: str, place: str, *, every: bool) -> Iterator[Fault]:
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        yield Fault(place, "It is not JSON.")
        return
    try:
        for error in () if validator.is_valid(value) else _errors(validator, value, every=every):
            yield from _told(error, ".".join([place, *map(str, error.instance_path)]))
    except ValueError:
        yield Fault(place, "It is nested too deeply.")


def _errors(validator: Any, value: Any, *, every: bool) -> Iterator[Any]:
    """Every error, or the first alone: the library makes all of them before it gives one."""
    if every:
        yield from islice(validator.iter_errors(value), _MOST)
        return
    try:
        validator.validate(value)
    except jsonschema_rs.ValidationError as error:
        yield error


def _told(error: Any, place: str) -> Iterator[Fault]:
    word, value = error.kind.name, error.kind.value
    if word == "required":
        yield Fault(f"{place}.{value}", "It is missing.")
    elif word in ("additionalProperties", "unevaluatedProperties"):
        for name in value:
            yield Fault(f"{place}.{name}", "There is no such property.")
    elif word == "type":
        types = value if isinstance(value, list) else [value]
        yield Fault(place, "It is of another type than {type}.", type=", ".join(map(str, types)))
    elif word in _SENTENCES:
        template = _SENTENCES[word]
        yield Fault(place, template, **({"limit": value} if "{limit}" in template else {}))
    else:
        yield Fault(place, "It does not fit the schema's {keyword}.", keyword=word)
