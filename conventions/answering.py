"""Make the declared answer of plain data: status, media type, envelope, entity tag, location."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

import orjson

from contract.completion.envelope import name_of
from conventions import conditional
from conventions.exchange import Answer
from storage import Download

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from contract.facts import Contract, Operation
    from conventions.exchange import Exchange, Headers
    from conventions.paging import Closer
    from conventions.schemas import Schemas

    Rewrite = Callable[[Exchange, Any], Any]
    Teller = Callable[[Exchange, Any], Headers]
    Scope = Literal["full", "sampled", "off"]

_NOT_PLAIN = re.compile(r"[^\w !#$&+.^`{}~()\[\]=@,;'-]", re.ASCII)
"""Beside other letters: what ends or escapes in a quoted string, `%`, and what no disk takes in a name."""

_SAMPLE = 100
"""With `sampled`, one answer in so many is validated."""


class AnswerBreaksDocument(Exception):  # noqa: N818 - reads as the sentence
    """A fault of ours: the handler returned what the document does not promise. Nothing of the call is kept."""


def success(operation: Operation) -> tuple[int, Mapping[str, Any]]:
    """The operation's one 2xx status and its response object; raise `ValueError` where there is not one."""
    found = [
        (int(status), response)
        for status, response in operation.definition["responses"].items()
        if status[0] == "2"
    ]
    if len(found) != 1:
        raise ValueError(f"{operation.id}: has {len(found)} answers of 2xx, and must have one")
    return found[0]


def bind(
    operation: Operation,
    contract: Contract,
    compiler: Schemas,
    close: Closer | None,
    rewrites: Sequence[Rewrite] = (),
    *,
    beside: Teller | None = None,
    wrap: Rewrite | None = None,
    validate: Scope,
) -> Callable[[Exchange, Any], Answer]:
    """The link from the handler's return value to the answer.

    `beside` are headers that tell of a page, `wrap` gives the envelope, and `rewrites` work on what is in it.
    """
    status, response = success(operation)
    media = next(iter(response.get("content", {})), None)
    check = _checker(operation, compiler, response, media, validate)
    locate = _locator(operation, contract, response)
    stamp = conditional.bind_answer(operation)
    name = None if wrap is None else name_of(contract.apis[operation.api].rules, operation.rules)
    content_type = [] if media is None else [(b"content-type", media.encode())]
    files = frozenset(
        kind
        for kind, content in response.get("content", {}).items()
        if contract.resolve(content.get("schema", {})).get("format") == "binary"
    )

    def conclude(exchange: Exchange, value: Any) -> Answer:
        if isinstance(value, Download):
            return _file(operation, files, status, value)
        told = [] if beside is None else beside(exchange, value)
        if close is not None:
            value = close(exchange, value)
        if wrap is not None:
            value = wrap(exchange, value)
        for rewrite in rewrites:
            value = rewrite(exchange, value)
        if check is not None:
            check(value)
        body = b"" if media is None else orjson.dumps(value, option=exchange.layout)
        answer = Answer(status, content_type + told, body)
        inside = value if name is None else value[name]
        if locate is not None:
            answer.headers.append((b"location", locate(inside)))
        return answer if stamp is None or media is None else stamp(exchange, inside, answer)

    return conclude


def _file(operation: Operation, kinds: frozenset[str], status: int, file: Download) -> Answer:
    """A file as it is; nobody else's browser may keep it, and its name is only a proposal (RFC 6266).

    The name in ASCII comes first, for programs that know no other (RFC 6266, appendix D).
    """
    if file.media_type not in kinds:
        file.file.close()
        raise AnswerBreaksDocument(f"{operation.id}: a file of {file.media_type}")
    headers = [
        (b"content-type", file.media_type.encode()),
        (b"cache-control", b"private, no-store"),
    ]
    if file.name is not None:
        plain, name = _NOT_PLAIN.sub("_", file.name), quote(file.name, safe="")
        told = f"inline; filename=\"{plain}\"; filename*=UTF-8''{name}"
        headers.append((b"content-disposition", told.encode()))
    return Answer(status, headers, b"", download=file)


def _checker(
    operation: Operation,
    compiler: Schemas,
    response: Mapping[str, Any],
    media: str | None,
    validate: Scope,
) -> Callable[[Any], None] | None:
    if validate == "off":
        return None
    if media is None:
        return _nothing(operation)
    schema = response["content"][media]["schema"]
    validator = compiler.answer(schema)
    every, count = (1 if validate == "full" else _SAMPLE), 0

    def check(value: Any) -> None:
        nonlocal count
        count += 1
        if count % every == 0 and not validator.is_valid(value):
            error = next(validator.iter_errors(value))
            raise AnswerBreaksDocument(
                f"{operation.id}: {error.kind.name} at {error.instance_path}"
            )

    return check


def _nothing(operation: Operation) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        if value is not None:
            raise AnswerBreaksDocument(f"{operation.id}: the answer has no body")

    return check


def _locator(
    operation: Operation, contract: Contract, response: Mapping[str, Any]
) -> Callable[[Any], bytes] | None:
    """How to compute `Location`: the path of the linked operation, filled from the answer's properties."""
    target = operation.rules.location
    if target is None:
        return None
    link = next(link for link in response["links"].values() if link.get("operationId") == target)
    template = contract.operations[target].path
    envelope = name_of(contract.apis[operation.api].rules, operation.rules)
    start = "$response.body#/" if envelope is None else f"$response.body#/{envelope}/"
    names = {name: text.removeprefix(start) for name, text in link["parameters"].items()}

    used = {name: pointer for name, pointer in names.items() if f"{{{name}}}" in template}

    def locate(value: Any) -> bytes:
        filled = {name: quote(str(value[at]), safe="") for name, at in used.items()}
        return template.format(**filled).encode()

    return locate
