"""The order of the conventions, outermost first. The only place that knows it."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from conventions import (
    access,
    acting,
    answering,
    audit,
    bodiless,
    choosing,
    conditional,
    credentials,
    enveloping,
    errors,
    events,
    expiring,
    hiding,
    idempotency,
    invocation,
    languages,
    negotiation,
    origin,
    page_links,
    paging,
    pretty,
    rate_limit,
    request_id,
    scopes,
    sparse,
    trace,
    upload,
    validation,
    wellformed,
)
from conventions.plan import Plan
from storage import Filing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from contract.errors import Refusal
    from contract.facts import Api, Contract, Operation
    from contract.rules import RequestId
    from conventions.answering import Scope
    from conventions.counters.count import Counters
    from conventions.credentials import Credentials
    from conventions.exchange import Answer, Exchange
    from conventions.languages import Catalogues, Speech
    from conventions.origin import Networks
    from conventions.schemas import Schemas
    from conventions.work import Work
    from models.delivery.address import Outbound
    from models.session import Session
    from models.vault import Vault
    from storage import Store


_Link = TypeVar("_Link", bound="Callable[..., Any]")


@dataclass(frozen=True)
class Conventions:
    """What the links are made of: the document, and the values that settings gave."""

    contract: Contract
    schemas: Schemas
    vault: Vault
    work: Work
    credentials: Credentials
    counters: Counters
    catalogues: Catalogues
    files: Store
    rate_limit_scale: float
    validate_answers: Scope
    audit_reads: bool
    trusted_proxies: Networks
    require_https: bool
    base_url: str
    """Where callers reach this server; `{tenant}` in it stands for an organization's host label."""
    outbound: Outbound
    """Which addresses that callers name may be called by this server."""
    clock: Callable[[], datetime]
    context: Callable[[], AbstractContextManager[object]]
    """What a handler's call is wrapped in: the web application's context."""
    people: Callable[[str], list[Callable[[Session, str, str], bool]]]
    """What knows the users of an API: `known(session, tenant, id)`."""


def reception(
    parts: Conventions, api: Api | None, ids: RequestId | None
) -> tuple[Callable[[Exchange], None], ...]:
    """Links of every request, also of those for pages and for paths that lead nowhere."""
    rules = api.rules if api is not None else None
    unnamed = rules is not None and rules.audit is not None and rules.request_id is None
    return _present(
        pretty.bind(offered=rules is not None and rules.pretty),
        trace.bind(None if rules is None else rules.trace),
        request_id.bind(ids, recorded=unnamed),
        wellformed.bind_header_limit(parts.contract.rules.header_limit),
        origin.bind_location(parts.trusted_proxies),
    )


@dataclass(frozen=True)
class Front:
    """How an API, or what lies outside of all, answers calls that lead to no operation."""

    links: tuple[Callable[[Exchange], None], ...]
    behind: tuple[Callable[[Exchange], None], ...]
    """Links of answers that refuse nothing."""
    refuse: Callable[[Refusal, Exchange], Answer]
    head: Callable[[Exchange], Answer] | None
    """What answers every HEAD, on whatever path; None where HEAD is like GET."""


def front(parts: Conventions, api: Api | None, schemes: Mapping[str, Any]) -> Front:
    """The front of one API, or the one of paths outside every API."""
    contract, links = parts.contract, reception(parts, api, None)
    if api is None:
        return Front(links, (), errors.bind(contract.rules.errors), None)
    speech, head = _speech(parts, api), None
    if api.rules.head == "credentials":
        ways = credentials.readers(contract.document.get("security") or [], schemes)
        head = parts.credentials.bind_alone(api, ways)
        links = _present(*links, origin.bind_https(required=parts.require_https))
    if speech is None:
        return Front(links, (), _render(api, speech), head)
    return Front((speech.listen, *links), (speech.decide,), _render(api, speech), head)


def _speech(parts: Conventions, api: Api) -> Speech | None:
    return languages.bind(api.rules.languages, parts.catalogues)


def _render(api: Api, speech: Speech | None) -> Callable[[Refusal, Exchange], Answer]:
    render = errors.bind(api.rules.errors)
    return render if speech is None else speech.tell(render)


def compile_plan(
    parts: Conventions,
    operation: Operation,
    handler: Callable[..., Any],
    definitions: Sequence[Mapping[str, Any]],
    schemes: Mapping[str, Any],
) -> Plan:
    """One operation's plan. `definitions` are its parameters, path's included, references resolved.

    Raises `HandlerMismatch`, or `ValueError` where the document asks for what no link can do.
    """
    contract, rules = parts.contract, operation.rules
    operation = _resolved(contract, operation)
    api = contract.apis[operation.api]
    security = operation.definition.get("security") or contract.document.get("security") or []
    ways = [] if operation.public else credentials.readers(security, schemes)
    budget = rate_limit.budget_of(operation, api.rules.rate_limit, parts.rate_limit_scale)
    page = paging.bind(operation, parts.vault)
    speech = _speech(parts, api)
    writes = operation.method != "get"
    intake = (
        upload.bind_intake(operation, contract, parts.files.incoming, parts.work.executor)
        if rules.upload
        else None
    )
    door = _present(
        parts.credentials.bind(operation, api, ways),
        None if speech is None else speech.settle,
        rate_limit.bind(operation, budget, parts.counters),
        scopes.bind(operation),
        access.bind(operation),
        negotiation.bind_accept(operation),
        _size(operation),
        negotiation.bind_content_type(operation),
        bodiless.bind(operation, api),
    )
    return Plan(
        operation_id=operation.id,
        writes=writes,
        inline=rules.brief and not parts.work.hops,
        importance=rules.importance,
        body_limit=contract.rules.body_limit if "requestBody" in operation.definition else None,
        arrival=_present(
            None if speech is None else speech.listen,
            *reception(parts, api, api.rules.request_id),
            origin.bind_https(required=parts.require_https),
        ),
        door=door if intake is not None else (),
        intake=intake,
        admission=_present(
            *(() if intake is not None else door),
            idempotency.bind_key(operation, api),
            validation.bind_parameters(definitions, parts.schemas, elsewhere=_read_by_links(api)),
            pretty.bind_done(offered=api.rules.pretty),
            upload.bind_body(operation, contract, parts.schemas)
            if intake is not None
            else validation.bind_body(operation, parts.schemas, depth=contract.rules.json_depth),
            sparse.bind(operation, contract),
            choosing.bind_select(operation),
            choosing.bind_sort(operation),
            _files(handler, parts.files),
            conditional.bind_expected(operation),
            None if page is None else page[0],
        ),
        call=acting.bind(
            operation,
            api,
            invocation.bind(
                operation,
                handler,
                [item for item in definitions if not pretty.reads(api, item)],
                parts.context,
                parts.base_url,
                outbound=parts.outbound,
            ),
            parts.people,
        ),
        conclude=answering.bind(
            operation,
            contract,
            parts.schemas,
            None if page is None else page[1],
            _present(
                expiring.bind(operation, contract, parts.vault), hiding.bind(operation, contract)
            ),
            beside=page_links.bind(operation),
            wrap=enveloping.bind(operation, contract),
            validate=parts.validate_answers,
        ),
        publish=events.bind(operation),
        records=idempotency.bind_records(operation, api),
        recorder=audit.bind(operation, api) if writes or parts.audit_reads else None,
        render=_render(api, speech),
        work=parts.work,
    )


def _resolved(contract: Contract, operation: Operation) -> Operation:
    """The operation with its body and its answers in place of references to them."""
    definition = dict(operation.definition)
    if "requestBody" in definition:
        definition["requestBody"] = contract.resolve(definition["requestBody"])
    definition["responses"] = {
        status: contract.resolve(response) for status, response in definition["responses"].items()
    }
    return replace(operation, definition=definition)


def _present(*links: _Link | None) -> tuple[_Link, ...]:
    return tuple(link for link in links if link is not None)


def _size(operation: Operation) -> Callable[[Exchange], None] | None:
    return wellformed.refuse_size if "requestBody" in operation.definition else None


def _files(handler: Callable[..., Any], store: Store) -> Callable[[Exchange], None] | None:
    """The link that gives a call its files, or None where the handler does not ask for them."""
    if "files" not in inspect.signature(handler).parameters:
        return None

    def attach(exchange: Exchange) -> None:
        exchange.filing = Filing(store)

    return attach


def _read_by_links(api: Api) -> frozenset[str]:
    """Headers (lower-case) that links read themselves, with their own complaints."""
    names: set[str] = set()
    if api.rules.request_id is not None:
        names.add(api.rules.request_id.header.lower())
    if api.rules.idempotency_key is not None:
        names.update(name.lower() for name in api.rules.idempotency_key.headers)
    if api.rules.languages is not None:
        names.add("accept-language")
    return frozenset(names)
