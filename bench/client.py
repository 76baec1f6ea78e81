"""A keep-alive caller that gets an answer for every call, or says that it could not in time."""

import http.client
import json
import random
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

AGAIN = (
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)


class OutOfTimeError(Exception):
    """No final answer came before the deadline."""


@dataclass(frozen=True)
class Answer:
    """What a server said: status, headers in lower case, and the JSON of its body (or nothing)."""

    status: int
    headers: dict[str, str]
    content: Any


class Client:
    """Calls one server over one connection; not to be shared by threads.

    A broken connection, a 503, a 504 and a key that is still running (409 with `Retry-After`) are
    asked again with the same idempotency key until `patience` seconds have gone by; so is a 429,
    after as long as it says.
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        patience: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        parts = urlsplit(url)
        connect = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        self._connection = connect(parts.hostname or "127.0.0.1", parts.port, timeout=30)
        self._key = key
        self._patience = patience
        self._clock = clock
        self._wait = wait or threading.Event().wait
        self.retries = 0

    def close(self) -> None:
        self._connection.close()

    def get(self, path: str, query: Mapping[str, Any] | None = None) -> Answer:
        """The final answer of a GET; each try has a request id of its own."""
        return self._settled("GET", f"{path}?{urlencode(query)}" if query else path, None, {}, None)

    def post(
        self, path: str, content: Any, *, idempotency_key: str, request_id: str | None = None
    ) -> Answer:
        """The final answer of a POST; all tries carry the same idempotency key.

        With `request_id` all tries carry that one too; without, each has one of its own.
        """
        headers = {"Content-Type": "application/json", "X-Idempotency-Key": idempotency_key}
        return self._settled("POST", path, json.dumps(content).encode(), headers, request_id)

    def delete(self, path: str, *, idempotency_key: str) -> Answer:
        """The final answer of a DELETE; all tries carry the same idempotency key."""
        return self._settled("DELETE", path, None, {"X-Idempotency-Key": idempotency_key}, None)

    def _settled(
        self,
        method: str,
        path: str,
        body: bytes | None,
        headers: dict[str, str],
        request_id: str | None,
    ) -> Answer:
        until = self._clock() + self._patience
        pause = 0.02
        while True:
            answer = self._once(method, path, body, headers, request_id or uuid.uuid4().hex)
            if answer is not None and not _passing(answer):
                return answer
            if self._clock() >= until:
                raise OutOfTimeError(f"{method} {path}: {answer and answer.status} to the end")
            self.retries += 1
            if answer is not None and answer.status == HTTPStatus.TOO_MANY_REQUESTS:
                self._wait(float(answer.headers.get("retry-after", "1")))
            else:
                self._wait(pause * random.uniform(0.5, 1.0))
            pause = min(pause * 2, 1.0)

    def _once(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], request_id: str
    ) -> Answer | None:
        sent = {
            "Authorization": f"Bearer {self._key}",
            "Accept": "application/json",
            "X-Request-ID": request_id,
            **headers,
        }
        try:
            self._connection.request(method, path, body, sent)
            response = self._connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return None
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, json.loads(text) if text else None)


def _passing(answer: Answer) -> bool:
    running = answer.status == HTTPStatus.CONFLICT and "retry-after" in answer.headers
    return running or answer.status in AGAIN
