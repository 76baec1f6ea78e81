"""A Connexion application around Flask that runs one compiled plan per operation instead of a stack of middlewares."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from connexion.apps.abstract import AbstractApp
from connexion.middleware.abstract import AbstractRoutingAPI, SpecMiddleware
from connexion.middleware.lifespan import LifespanMiddleware
from connexion.middleware.main import API

from contract.completion.alias import other_path
from contract.errors import MethodNotAllowed, NotFound
from conventions import chain, errors, wellformed
from conventions.exchange import Answer, Exchange, decoded_headers
from conventions.router import Router
from server.specification import Specification

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping

    from flask import Flask

    from conventions.chain import Conventions, Front
    from conventions.exchange import Headers
    from conventions.observed import Observer
    from conventions.plan import Plan
    from server.pages.page import Page
    from storage import Download

    Scope = MutableMapping[str, Any]


class CompiledApi(AbstractRoutingAPI):  # type: ignore[misc]  # connexion ships no types
    """Makes a plan of each Connexion operation: its resolver, parameters and security schemes are used as they are."""

    def __init__(self, specification: Any, *, conventions: Conventions, **options: Any) -> None:
        self.conventions = conventions
        self.plans: dict[str, dict[str, Plan]] = {}
        options = {
            name: options[name]
            for name in ("base_path", "resolver", "uri_parser_class")
            if name in options
        }
        super().__init__(specification, pythonic_params=True, **options)

    def make_operation(self, operation: Any) -> Plan:
        """The plan of one Connexion operation."""
        known = self.conventions.contract.operations[operation.operation_id]
        return chain.compile_plan(
            self.conventions,
            known,
            operation.function,
            operation.parameters,
            operation.security_schemes or {},
        )

    def _handle_add_operation_error(
        self,
        path: str,  # noqa: ARG002 - Connexion's signature
        method: str,  # noqa: ARG002 - as above
        exc: Exception,
    ) -> None:
        """Connexion would log it, too: what stops the start is told once, in one line."""
        raise exc

    @staticmethod
    def _framework_path_and_name(operation: Any, path: str) -> tuple[str, str]:
        return path, operation.operation_id

    def _add_operation_internal(
        self,
        method: str,
        path: str,
        operation: Plan,
        name: str | None = None,  # noqa: ARG002 - Connexion's signature
    ) -> None:
        self.plans.setdefault(self.base_path + path, {})[method.upper()] = operation


class Route:
    """One path: its plans by method, and what `OPTIONS`, `HEAD` and all other methods are told."""

    __slots__ = ("allow", "front", "plans")

    def __init__(self, plans: dict[str, Plan], front: Front) -> None:
        answered = "GET" in plans or front.head is not None
        methods = {*plans, "OPTIONS", *(["HEAD"] if answered else [])}
        self.plans = plans
        self.allow = ", ".join(sorted(methods))
        self.front = front

    def without_plan(self, exchange: Exchange) -> Answer:
        """What a method that has no operation is told (RFC 9110, 9.3.7 and 15.5.6)."""
        if exchange.method == "OPTIONS":
            return Answer(204, [(b"allow", self.allow.encode())], b"")
        raise MethodNotAllowed(method=exchange.method, allow=self.allow)


class CompiledApplication(SpecMiddleware):  # type: ignore[misc]  # connexion ships no types
    """The innermost ASGI application.

    Flask (`app`) holds context and configuration; its URL map stays empty, so it never routes.
    """

    def __init__(
        self, web: Flask, conventions: Conventions, observer: Observer, pages: dict[str, Page]
    ) -> None:
        self.app = web
        self.conventions = conventions
        self.observer = observer
        self.pages = pages
        self.router: Router[Route] = Router()
        contract = conventions.contract
        schemes = contract.document.get("components", {}).get("securitySchemes", {})
        self._outside = chain.front(conventions, None, schemes)
        self._fronts = {
            f"{base}/": chain.front(conventions, api, schemes)
            for api in contract.apis.values()
            for base in (api.base, api.rules.alias)
            if base
        }
        self._keyed = tuple(base for base, front in self._fronts.items() if front.head is not None)

    def add_api(self, specification: Any, **options: Any) -> CompiledApi:
        """Compile every operation of the specification and enter its paths into the one router."""
        api = CompiledApi(specification, conventions=self.conventions, **options)
        operations = self.conventions.contract.operations
        for path, plans in api.plans.items():
            route = Route(plans, self._front(path))
            self.router.add(path, route)
            known = operations[next(iter(plans.values())).operation_id]
            other = other_path(path, self.conventions.contract.apis[known.api].rules)
            if other is not None:
                self.router.add(other, route)
        return api

    async def __call__(
        self, scope: Scope, receive: Callable[..., Any], send: Callable[..., Any]
    ) -> None:
        """Answer one HTTP request; other scopes (web sockets) are none of this application's."""
        if scope["type"] != "http":
            return
        exchange = Exchange(
            method=scope["method"],
            path=scope["path"],
            path_values={},
            query=scope["query_string"],
            headers=decoded_headers(scope["headers"]),
            address=(scope.get("client") or ("",))[0],
            scheme=scope["scheme"],
            received_at=self.conventions.clock(),
            began=time.perf_counter(),
            http_version=scope.get("http_version", "1.1"),
        )
        try:
            operation_id, answer = await self._answer(
                exchange, scope.get("raw_path") or b"", receive
            )
        except wellformed.ClientGone:
            return
        self.observer.record(exchange, operation_id, answer)
        await _send(send, exchange, answer)

    async def _answer(
        self, exchange: Exchange, raw_path: bytes, receive: Callable[..., Any]
    ) -> tuple[str | None, Answer]:
        if self._asks_only_for_the_key(exchange):
            front = self._front(exchange.path)
            return None, await self._beside(exchange, front, front.head or _nothing)
        found = self.router.find(exchange.path, raw_path)
        if found is None:
            page = self.pages.get(exchange.path)
            front = self._front(exchange.path) if page is None else self._outside
            return None, await self._beside(exchange, front, page or _nothing)
        route, exchange.path_values = found
        plan = route.plans.get(exchange.method)
        if plan is None and exchange.method == "HEAD":
            plan = route.plans.get("GET")
        if plan is not None:
            return plan.operation_id, await plan(exchange, receive)
        return None, await self._beside(exchange, route.front, route.without_plan)

    def _asks_only_for_the_key(self, exchange: Exchange) -> bool:
        """Whether this is a HEAD below an API of `head: credentials`; its document is a page like any other."""
        path = exchange.path
        return exchange.method == "HEAD" and path.startswith(self._keyed) and path not in self.pages

    def _front(self, path: str) -> Front:
        """The API under whose base the path lies, the longest base first; or none."""
        bases = [base for base in self._fronts if path.startswith(base)]
        return self._fronts[max(bases, key=len)] if bases else self._outside

    async def _beside(
        self, exchange: Exchange, front: Front, page: Callable[[Exchange], Answer]
    ) -> Answer:
        """The answer to a call that leads to no operation; pages may block, and so leave the event loop."""
        try:
            for link in front.links:
                link(exchange)
            answer = await asyncio.get_running_loop().run_in_executor(
                self.conventions.work.executor, page, exchange
            )
            for link in front.behind:
                link(exchange)
            return answer  # noqa: TRY300 - one path through the links
        except Exception as exc:  # noqa: BLE001 - whatever is wrong with the call is told in the API's shape
            return front.refuse(errors.translated(exc, exchange), exchange)


def _nothing(_exchange: Exchange) -> Answer:
    raise NotFound


async def _send(send: Callable[..., Any], exchange: Exchange, answer: Answer) -> None:
    headers = [*answer.headers, *exchange.answer_headers, (b"x-content-type-options", b"nosniff")]
    if answer.download is not None:
        await _send_file(send, answer.status, headers, answer.download)
        return
    if answer.status not in (204, 304):
        headers.append((b"content-length", b"%d" % len(answer.body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send(
        {"type": "http.response.body", "body": b"" if exchange.method == "HEAD" else answer.body}
    )


async def _send_file(
    send: Callable[..., Any], status: int, headers: Headers, download: Download
) -> None:
    """Send a file piece by piece; reading may wait for the disk, and so leaves the event loop."""
    headers = [*headers, (b"content-length", b"%d" % download.size)]
    pieces = download.pieces()
    try:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        piece = await asyncio.to_thread(next, pieces, b"")
        while piece:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            piece = await asyncio.to_thread(next, pieces, b"")
        await send({"type": "http.response.body", "body": b""})
    finally:
        download.file.close()


class CharterApp(AbstractApp):  # type: ignore[misc]  # connexion ships no types
    """Connexion's application, built the way its own FlaskApp and AsyncApp are."""

    def __init__(
        self,
        web: Flask,
        *,
        conventions: Conventions,
        observer: Observer,
        pages: dict[str, Page],
        **options: Any,
    ) -> None:
        self._middleware_app = CompiledApplication(web, conventions, observer, pages)
        super().__init__(web.import_name, middlewares=[LifespanMiddleware], **options)

    def add_api(self, specification: Mapping[str, Any], **options: Any) -> None:
        """Serve a completed document, which stays as it is."""
        options = vars(self.middleware.options.replace(**options))
        read = Specification(specification)
        self.middleware.apis.append(API(read, base_path=None, **options))

    def add_error_handler(self, code_or_exception: Any, function: Any) -> None:
        """Not offered: errors have the shape that the document names."""
        raise NotImplementedError("the document's `errors` rule decides how errors look")
