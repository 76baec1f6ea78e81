"""Tell errors in the language that the caller prefers, and say on every answer which one it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

from contract.completion.languages import RANGES
from contract.errors import Fault, InvalidRequest, phrase
from contract.messages import placeholders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from contract.errors import Refusal
    from contract.rules import Languages
    from conventions.exchange import Answer, Exchange

    Translate = Callable[[str], str]
    Render = Callable[[Refusal, Exchange], Answer]

_RANGES = re.compile(RANGES)
_ELEMENT = re.compile(r"([A-Za-z0-9*-]+)(?:[ \t]*;[ \t]*[qQ]=([0-9.]+))?")
_SOURCE = "en"
"""The language of the templates: it needs no catalogue."""

VARY = (b"vary", b"Accept-Language")


@lru_cache(maxsize=1024)
def preferred(header: str) -> tuple[tuple[str, float], ...] | None:
    """Ranges (lower-case) and weights, best first and in the caller's order among equals; None where malformed."""
    if not _RANGES.fullmatch(header):
        return None
    found = [(tag.lower(), float(weight or 1)) for tag, weight in _ELEMENT.findall(header)]
    return tuple(sorted(found, key=lambda pair: -pair[1]))


@lru_cache(maxsize=1024)
def chosen(header: str, offered: tuple[str, ...], default: str) -> str | None:
    """The language to answer in, or None where the caller has not chosen: nothing named, `*`, or malformed.

    Lookup of RFC 4647, 3.4: the best range is cut from behind until it is offered, then the next is tried.
    A weight of 0 rules a language out, with its variants, unless they are named themselves.
    """
    ranges = preferred(header)
    if not ranges:
        return None
    by_name = {tag.lower(): tag for tag in offered}
    unwanted = {tag for tag, weight in ranges if weight == 0}
    for tag, weight in ranges:
        if weight == 0:
            break
        if tag == "*":
            return None
        for candidate in _shortened(tag):
            if candidate in by_name and candidate not in unwanted:
                return by_name[candidate]
    return default


def _shortened(tag: str) -> list[str]:
    """`de-ch-1996` → de-ch-1996, de-ch, de; a single letter goes with what follows it."""
    parts = tag.split("-")
    cuts = ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]
    return [cut for cut in cuts if cut == tag or len(cut.rsplit("-", 1)[-1]) > 1]


class BadCatalogue(Exception):  # noqa: N818 - what it is
    """A catalogue is missing, or one of its translations has other placeholders than its template."""


class Catalogues:
    """The translations in `<folder>/<language>/LC_MESSAGES/messages.po`, read when they are first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Mapping[str, str]] = {}

    def translator(self, tag: str) -> Translate:
        """From a template to its translation; a variant has that of its language; raise `BadCatalogue`.

        What has no translation yet stays English.
        """
        language = tag.partition("-")[0]
        if language == _SOURCE:
            return lambda template: template
        if language not in self._known:
            self._known[language] = self._read(language)
        table = self._known[language]
        return lambda template: table.get(template, template)

    def _read(self, language: str) -> Mapping[str, str]:
        path = self._folder / language / "LC_MESSAGES" / "messages.po"
        try:
            with path.open("rb") as file:
                catalogue = read_po(file, locale=language, abort_invalid=True)
        except (OSError, ValueError, PoFileError) as exc:
            raise BadCatalogue(f"{path}: {exc}") from exc
        table = {str(m.id): str(m.string) for m in catalogue if m.id and m.string and not m.fuzzy}
        for template, translation in table.items():
            if placeholders(template) != placeholders(translation):
                raise BadCatalogue(f"{path}: other placeholders than in {template!r}")
        return table


@dataclass(frozen=True)
class Speech:
    """How one API speaks: three links of every call, and the catalogues behind them."""

    rule: Languages
    translators: Mapping[str, Translate]

    def listen(self, exchange: Exchange) -> None:
        """The link at arrival: take the language from the header, if it names one."""
        exchange.answer_headers.append(VARY)
        header = exchange.headers.get("accept-language", "")
        language = chosen(header, self.rule.offered, self.rule.default)
        if language is not None:
            _speak(exchange, language)

    def settle(self, exchange: Exchange) -> None:
        """The link behind the credentials: without a choice the organization's language counts.

        A malformed header is refused here and not before, to be told in that language.
        """
        if exchange.language:
            return
        self.decide(exchange)
        header = exchange.headers.get("accept-language")
        if header is not None and preferred(header) is None:
            complaint = phrase("must be a list of languages, such as de-CH, de;q=0.9")
            raise InvalidRequest(Fault("header.Accept-Language", complaint))

    def decide(self, exchange: Exchange) -> None:
        """Settle on the organization's language, or the default, where the caller has chosen none."""
        if not exchange.language:
            own = chosen(exchange.home_language, self.rule.offered, self.rule.default)
            _speak(exchange, own or self.rule.default)

    def tell(self, render: Render) -> Render:
        """The link around `render`: refusals in the language of the call."""

        def told(refusal: Refusal, exchange: Exchange) -> Answer:
            self.decide(exchange)
            return render(refusal.told(self.translators[exchange.language]), exchange)

        return told


def _speak(exchange: Exchange, language: str) -> None:
    exchange.language = language
    exchange.answer_headers.append((b"content-language", language.encode()))


def bind(rule: Languages | None, catalogues: Catalogues) -> Speech | None:
    """The links of an API, or None without `languages`; raise `BadCatalogue`."""
    if rule is None:
        return None
    return Speech(rule, {tag: catalogues.translator(tag) for tag in rule.offered})
