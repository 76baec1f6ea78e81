"""Others create and delete while a list is read: what a listing has to stand."""

import secrets
import threading
from types import TracebackType
from typing import Self

from bench.client import Client
from bench.material import PATH, name_of, resource

KEPT = 20
"""Resources that each thread leaves alive behind the one it just made."""


class Churn:
    """While it is entered, `threads` callers create resources and delete those of some calls ago.

    Their names begin with `churn-`; `changes` counts what was done. On leaving, all are deleted.
    """

    def __init__(self, url: str, key: str, *, threads: int = 2) -> None:
        self.changes = 0
        self._url, self._key = url, key
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(threads)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        client = Client(self._url, self._key)
        prefix, number = f"churn-{secrets.token_hex(4)}", 0
        alive: list[str] = []
        while not self._over.is_set():
            name = name_of(prefix, number)
            number += 1
            made = client.post(PATH, resource(name), idempotency_key=name)
            alive.append(made.content["id"])
            if len(alive) > KEPT:
                self._delete(client, alive.pop(0))
        for id in alive:
            self._delete(client, id)
        client.close()

    def _delete(self, client: Client, id: str) -> None:
        client.delete(f"{PATH}/{id}", idempotency_key=f"end-{id}")
        with self._lock:
            self.changes += 2
