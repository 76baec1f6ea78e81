"""An operation that breaks for a while, as by a bug, a full disk or a slow database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from calls import absent

from contract.facts import Operation
from server.app import Server
from storage import Download


def after_its_work() -> None:
    raise RuntimeError("the handler broke after its work")


class Failing:
    """In the block the operation's plan has a handler that does its work and then calls `then`.

    `shared` are other values of what the plans share: a shorter timeout, say.
    """

    def __init__(
        self,
        server: Server,
        operation: Operation,
        then: Callable[[], Any] = after_its_work,
        **shared: Any,
    ) -> None:
        route, _ = server.app._middleware_app.router.find(absent(operation).path)
        self._plans, self._method, self._then = route.plans, operation.method.upper(), then
        self._plan = self._plans[self._method]
        self._work = replace(self._plan.work, **shared)

    def __enter__(self) -> None:
        def call(session: Any, exchange: Any) -> Any:
            answer = self._plan.call(session, exchange)
            if isinstance(answer, Download):
                answer.file.close()  # who breaks now would leave it open
            self._then()
            return answer

        self._plans[self._method] = replace(self._plan, call=call, work=self._work)

    def __exit__(self, *_: object) -> None:
        self._plans[self._method] = self._plan
