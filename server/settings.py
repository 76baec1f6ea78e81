"""Every setting is read here, once, and a bad value stops start-up by its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeVar, cast
from urllib.parse import unquote, urlsplit

from models.delivery import address
from server import secret, values
from server.values import Network

T = TypeVar("T")

Validation = Literal["full", "sampled", "off"]

ROOT = Path(__file__).resolve().parent.parent
"""Where document, chapters and migrations lie: the repository, or the installed tree."""


class SettingsError(Exception):
    """A variable of the environment has a value that it must not have; the text names both."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the environment decided. Components receive the values, never this object."""

    home: Path
    document: Path
    database_url: str = field(repr=False)
    database_pool: int
    counters_url: str | None = field(repr=False)
    files_url: str | None = field(repr=False)
    smtp_url: str | None = field(repr=False)
    host: str
    port: int
    workers: int
    threads: int
    in_flight: int
    request_timeout: float
    """Seconds after which a request that still runs is answered 504."""
    grace: int
    """Seconds that a stopping server gives to what is in flight."""
    base_domain: str | None
    require_https: bool
    trusted_proxies: tuple[Network, ...]
    webhook_allow_networks: tuple[Network, ...]
    webhook_ports: frozenset[int]
    deliver: bool
    """Whether the serving process sends webhooks itself, or leaves them to `charter worker`."""
    delivery_in_flight: int
    delivery_days: int
    """Days for which events and what became of them are kept."""
    require_verified_domains: bool
    metrics: str
    """Who may read `/metrics`: `loopback`, `key` (an admin key) or `off`."""
    rate_limit_scale: float
    """Every budget of the document times this; 0 switches rate limits off."""
    audit_reads: bool
    validate_responses: Validation
    log_level: str
    log_format: str
    secret: bytes = field(repr=False)
    """Everything secret is derived from it; changing it makes all keys void."""

    @property
    def files(self) -> Path:
        """The folder of everything that callers uploaded."""
        return (
            Path(unquote(urlsplit(self.files_url).path)) if self.files_url else self.home / "files"
        )

    @property
    def kept(self) -> Path:
        """The folder of what can be worked out again, and takes time."""
        return self.home / "cache"

    @property
    def base_url(self) -> str:
        """Where callers reach this server; `{tenant}` in it stands for an organization's label."""
        if self.base_domain is not None:
            return f"https://{{tenant}}.{self.base_domain}"
        return f"{'https' if self.require_https else 'http'}://{self.host}:{self.port}"


def from_environ(environ: Mapping[str, str]) -> Settings:
    """Read all `CHARTER_*` variables of `environ`, or raise `SettingsError` for the first bad one.

    An empty value counts as absent. The only effects outside: the home is created if it is not
    there, and so is, without `CHARTER_SECRET`, a secret in it.
    """

    def value(name: str, read: Callable[[str], T], default: T) -> T:
        text = environ.get(f"CHARTER_{name}", "").strip()
        if not text:
            return default
        try:
            return read(text)
        except ValueError as exc:
            shown = "set" if name == "SECRET" or "@" in text else repr(text)  # no passwords in logs
            raise SettingsError(f"CHARTER_{name} is {shown}, but must be {exc}") from None

    home = value("HOME", Path, Path("var")).expanduser().absolute()
    pool = value("DATABASE_POOL", values.integer(1, 1000), 8)
    database_url = value(
        "DATABASE_URL", values.url("sqlite", "postgresql"), f"sqlite:///{home / 'charter.db'}"
    )
    given = value("SECRET", values.secret, None)
    settings = Settings(
        home=home,
        document=value("DOCUMENT", values.file, ROOT / "openapi.yaml"),
        database_url=database_url,
        database_pool=pool,
        counters_url=value(
            "COUNTERS_URL", values.url("redis", "rediss", "valkey", "valkeys", "unix"), None
        ),
        files_url=value("FILES_URL", values.url("file"), None),
        smtp_url=value("SMTP_URL", values.url("smtp", "smtps"), None),
        host=value("HOST", str, "127.0.0.1"),
        port=value("PORT", values.integer(0, 65535), 8080),
        workers=value("WORKERS", values.integer(1, 256), 1),
        threads=value("THREADS", values.integer(1, 1000), 8),
        in_flight=value("IN_FLIGHT", values.integer(1, 100_000), _in_flight(database_url, pool)),
        request_timeout=value("REQUEST_TIMEOUT", values.number(0.1, 3600), 30.0),
        grace=value("GRACE", values.integer(1, 3600), 30),
        base_domain=value("BASE_DOMAIN", values.domain, None),
        require_https=value("REQUIRE_HTTPS", values.truth, False),
        trusted_proxies=value("TRUSTED_PROXIES", values.networks, ()),
        webhook_allow_networks=value("WEBHOOK_ALLOW_NETWORKS", values.networks, ()),
        webhook_ports=value("WEBHOOK_PORTS", values.ports, address.PORTS),
        deliver=value("DELIVER", values.truth, True),
        delivery_in_flight=value("DELIVERY_IN_FLIGHT", values.integer(1, 100_000), 256),
        delivery_days=value("DELIVERY_DAYS", values.integer(1, 36_500), 30),
        require_verified_domains=value("REQUIRE_VERIFIED_DOMAINS", values.truth, False),
        metrics=value("METRICS", values.one_of("loopback", "key", "off"), "loopback"),
        rate_limit_scale=value("RATE_LIMIT_SCALE", values.number(0, 1_000_000), 1.0),
        audit_reads=value("AUDIT_READS", values.truth, True),
        validate_responses=cast(
            "Validation",
            value("VALIDATE_RESPONSES", values.one_of("full", "sampled", "off"), "full"),
        ),
        log_level=value("LOG_LEVEL", values.one_of("debug", "info", "warning", "error"), "info"),
        log_format=value("LOG_FORMAT", values.one_of("json", "console"), "json"),
        secret=given or b"",
    )
    try:
        home.mkdir(parents=True, exist_ok=True)
        return settings if given else replace(settings, secret=secret.kept(home / "secret"))
    except (OSError, ValueError) as exc:
        raise SettingsError(
            f"CHARTER_HOME is '{home}', but must be a folder that can be written: {exc}"
        ) from exc


def _in_flight(database_url: str, pool: int) -> int:
    """Twice the database's slots; SQLite's one writer takes whole batches, so there it is two of those."""
    return 2 * (64 if database_url.startswith("sqlite") else pool)
