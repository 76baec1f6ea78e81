"""Let in only callers with a valid key, and slow down those who guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from connexion.security import ApiKeySecurityHandler, BearerSecurityHandler

from contract.errors import InvalidKey, Unauthenticated
from conventions import api_lockout, origin
from conventions.exchange import Answer
from models.platform import key as keys
from models.platform import organization
from models.session import Caller

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from contract.errors import Refusal
    from contract.facts import Api, Operation
    from conventions.api_lockout import Guard
    from conventions.exchange import Exchange
    from conventions.lockout import Lockout
    from models.database import Database
    from models.platform.key import Credential

    Reader = Callable[[Mapping[str, str]], str | None]


class Bearer(BearerSecurityHandler):  # type: ignore[misc]  # connexion ships no types
    """Connexion's handler for `http`/`bearer` schemes, with a compiled way to read the key."""

    @staticmethod
    def reader(_scheme: Mapping[str, str]) -> Reader:
        """How to take the key out of `Authorization: Bearer <key>` (RFC 6750, 2.1)."""

        def read(headers: Mapping[str, str]) -> str | None:
            kind, _, value = headers.get("authorization", "").partition(" ")
            return value.strip() if kind.lower() == "bearer" else None

        return read


class HeaderKey(ApiKeySecurityHandler):  # type: ignore[misc]  # connexion ships no types
    """Connexion's handler for `apiKey` schemes in a header, with a compiled way to read the key."""

    @staticmethod
    def reader(scheme: Mapping[str, str]) -> Reader:
        """How to take the key out of the scheme's header; raise `ValueError` for another place."""
        if scheme["in"] != "header":
            raise ValueError(f"apiKey in {scheme['in']}: keys are taken from headers only")
        name = scheme["name"].lower()
        return lambda headers: headers.get(name)


HANDLERS: Mapping[tuple[str, str | None], type[Bearer | HeaderKey]] = {
    ("http", "bearer"): Bearer,
    ("apiKey", None): HeaderKey,
}


_INVALID: Mapping[int, type[Refusal]] = {401: Unauthenticated, 403: InvalidKey}
"""`credentials`: what a caller is told whose key is no good; one without any is always `Unauthenticated`."""


def readers(
    security: Sequence[Mapping[str, object]], schemes: Mapping[str, Mapping[str, str]]
) -> list[Reader]:
    """How to read the key for each alternative of an operation's `security`; one scheme per alternative."""
    found = []
    for alternative in security:
        if len(alternative) != 1:
            raise ValueError("security: each alternative must name one scheme")
        (name,) = alternative
        scheme = schemes[name]
        handler = HANDLERS.get((scheme["type"], scheme.get("scheme")))
        if handler is None:
            raise ValueError(
                f"security scheme {name}: only http bearer and apiKey in a header are served"
            )
        found.append(handler.reader(scheme))
    return found


def presented(headers: Mapping[str, str], ways: Sequence[Reader]) -> str | None:
    """The key that the headers carry, or None.

    Two different keys in one call say that something is wrong with the caller: none of them counts.
    """
    offered = {text for text in (read(headers) for read in ways) if text}
    return offered.pop() if len(offered) == 1 else None


class Credentials:
    """Looks keys up, once per call, in the database: a revoked key is refused at the next call."""

    def __init__(self, database: Database, guard: Lockout, *, base_domain: str | None) -> None:
        self._database = database
        self._guard = guard
        self._base_domain = base_domain

    def identify(
        self, text: str | None, address: str, now: float, guard: Guard | None = None
    ) -> Credential:
        """Whose key this is; raise `Unauthenticated`, or the refusals of the guard, if not the general one."""
        guard = guard or self._guard
        if not text:
            raise Unauthenticated
        key_id = keys.claimed(text)  # also of a wrong text: who guesses at a key is counted with it
        guard.check(address, key_id, now)
        found = (
            None
            if keys.parse(text) is None
            else self._database.read(lambda session: keys.authenticate(session, text))
        )
        if found is None or key_id is None:
            guard.failed(address, key_id, now)
            raise Unauthenticated
        guard.succeeded(address, key_id, now)
        return found

    def bind(
        self, operation: Operation, api: Api, ways: Sequence[Reader]
    ) -> Callable[[Exchange], None] | None:
        """The link of one operation, or None where it is open to everybody."""
        if operation.public:
            return None
        invalid = _INVALID[api.rules.credentials.invalid]
        guard = api_lockout.bind(api, self._guard)

        def admit(exchange: Exchange) -> None:
            found = self._known(exchange, ways, invalid, guard)
            exchange.caller = Caller(
                found.tenant,
                found.key_id,
                exchange.request_id,
                operation.id,
                user=found.user,
                client=found.client,
            )
            exchange.granted = found.scopes

        return admit

    def bind_alone(self, api: Api, ways: Sequence[Reader]) -> Callable[[Exchange], Answer]:
        """What stands for an operation where only the key is asked for (`head: credentials`): 200, or a refusal."""
        invalid = _INVALID[api.rules.credentials.invalid]
        guard = api_lockout.bind(api, self._guard)

        def answer(exchange: Exchange) -> Answer:
            self._known(exchange, ways, invalid, guard)
            return Answer(200, [], b"")

        return answer

    def _known(
        self,
        exchange: Exchange,
        ways: Sequence[Reader],
        invalid: type[Refusal],
        guard: Guard,
    ) -> Credential:
        headers = exchange.headers
        text = presented(headers, ways)
        try:
            found = self.identify(text, exchange.address, exchange.received_at.timestamp(), guard)
            exchange.home_language = found.language
            if self._base_domain is not None:
                self._check_host(headers.get("host"), found.tenant)
        except Unauthenticated:
            if any(read(headers) for read in ways):
                raise invalid from None
            raise
        return found

    def _check_host(self, host: str | None, tenant: str) -> None:
        """Raise `Unauthenticated` when the host names another organization than the key's own."""
        label = origin.tenant_label(host, self._base_domain or "")
        if label is None:
            return
        owner = self._database.read(lambda session: organization.find(session, tenant))
        if label != owner["handle"].replace("_", "-"):
            raise Unauthenticated
