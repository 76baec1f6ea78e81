"""A believable cold-chain carrier, the same at every call."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

SEED = 20_240_229
SPAN = timedelta(days=28)
"""How long before now the first of it happened."""

_SITES = (
    ("Rotterdam Maasvlakte", "NL", 51.955, 4.025),
    ("Hamburg Altenwerder", "DE", 53.506, 9.934),
    ("Lyon Saint-Priest", "FR", 45.697, 4.943),
    ("Verona Quadrante Europa", "IT", 45.416, 10.936),
    ("Zaragoza Plaza", "ES", 41.646, -0.994),
)
_CUSTOMERS = (
    ("Aldgate Vaccines", "pharma"),
    ("Brouwer Bloemen", "flowers"),
    ("Caseificio Morandi", "dairy"),
    ("Fjordlaks", "seafood"),
    ("Gelateria Nove", "frozen"),
    ("Hansa Frucht", "produce"),
    ("Maison Delorme", "chocolate"),
    ("Viveros del Ebro", "produce"),
)
_MAKERS = ("DAF XF 480", "Iveco S-Way", "MAN TGX 18.470", "Scania R 450", "Volvo FH 460")
_RANGES = {"frozen": (-25, -18), "chilled": (2, 8), "ambient": (15, 25)}


@dataclass(frozen=True)
class Sample:
    """One resource: what is created, the states it then went through, and a later change."""

    kind: str
    name: str
    description: str
    labels: dict[str, str]
    attributes: dict[str, Any]
    states: tuple[tuple[str, str], ...] = ()
    """`(state, reason)` in order."""
    patch: dict[str, Any] = field(default_factory=dict)


def company() -> Iterator[Sample]:
    """Everything that the company has, in the order in which it was entered."""
    chance = random.Random(SEED)  # noqa: S311 - the same every time is the point
    for city, country, latitude, longitude in _SITES:
        yield _warehouse(city, country, latitude, longitude)
        for number in range(1, 4):
            yield from _cold_room(chance, city, country, number)
    for number in range(1, 25):
        yield _vehicle(chance, number)
    for name, trade in _CUSTOMERS:
        yield _customer(chance, name, trade)
    for start, _, _, _ in _SITES:
        for end, _, _, _ in _SITES:
            if start != end:
                yield _lane(chance, _short(start), _short(end))


def _warehouse(city: str, country: str, latitude: float, longitude: float) -> Sample:
    return Sample(
        kind="warehouse",
        name=city,
        description=f"Cross-dock and cold store at {city}.",
        labels={"country": country, "region": "south" if latitude < 47 else "north"},  # noqa: PLR2004 - degrees
        attributes={"location": {"latitude": latitude, "longitude": longitude}, "docks": 24},
        states=(("active", "Opened"),),
    )


def _cold_room(chance: random.Random, city: str, country: str, number: int) -> Iterator[Sample]:
    climate = ("frozen", "chilled", "ambient")[number - 1]
    low, high = _RANGES[climate]
    name = f"{_short(city)} room {number}"
    yield Sample(
        kind="cold-room",
        name=name,
        description=f"{climate.capitalize()} room of {chance.randrange(400, 2400, 50)} pallet places.",
        labels={"climate": climate, "country": country, "warehouse": _short(city).lower()},
        attributes={"celsius": {"min": low, "max": high}, "alarmAfterMinutes": 15},
        states=(("active", "Commissioned"),),
    )
    for place in ("door", "ceiling"):
        yield _sensor(chance, name, place)


def _sensor(chance: random.Random, room: str, place: str) -> Sample:
    serial = f"TH-{chance.randrange(16**6):06X}"
    broken = chance.random() < 0.12  # noqa: PLR2004 - about one in eight
    states = [("active", "Installed")]
    if broken:
        states.append(("suspended", "Readings drift; sent for calibration"))
    return Sample(
        kind="sensor",
        name=serial,
        description=f"Thermometer at the {place} of {room}.",
        labels={"place": place, "room": room.lower().replace(" ", "-")},
        attributes={"serial": serial, "intervalSeconds": 60, "battery": chance.randrange(20, 101)},
        states=tuple(states),
        patch={"attributes": {"firmware": f"4.{chance.randrange(0, 7)}"}},
    )


def _vehicle(chance: random.Random, number: int) -> Sample:
    climate = chance.choice(("frozen", "chilled", "chilled", "ambient"))
    states = [("active", "Taken into service")]
    if number % 8 == 0:
        states.append(("suspended", "In the workshop"))
    if number % 12 == 0:
        states.append(("retired", "Sold"))
    return Sample(
        kind="vehicle",
        name=f"Truck {number:02}",
        description=f"{chance.choice(_MAKERS)} with a {climate} body.",
        labels={"climate": climate, "depot": _short(chance.choice(_SITES)[0]).lower()},
        attributes={
            "plate": f"{chance.choice('BDGHKLNPRST')}{chance.choice('BDGHKLNPRST')}-{chance.randrange(100, 999)}-"
            f"{chance.choice('BDGHKLNPRST')}",
            "pallets": chance.choice((18, 22, 33)),
            "odometerKm": chance.randrange(8_000, 640_000),
        },
        states=tuple(states),
    )


def _customer(chance: random.Random, name: str, trade: str) -> Sample:
    return Sample(
        kind="customer",
        name=name,
        description=f"Ships {trade} on framework terms.",
        labels={"trade": trade, "tier": chance.choice(("gold", "silver", "silver"))},
        attributes={"paymentDays": chance.choice((14, 30, 45)), "currency": "EUR"},
        states=(("active", "Contract signed"),),
        patch={"labels": {"reviewed": "yes"}},
    )


def _lane(chance: random.Random, start: str, end: str) -> Sample:
    planned = chance.random() < 0.3  # noqa: PLR2004 - about a third is not driven yet
    return Sample(
        kind="lane",
        name=f"{start} - {end}",
        description=f"Scheduled line from {start} to {end}.",
        labels={"from": start.lower(), "to": end.lower()},
        attributes={"weekdays": chance.sample(["mon", "tue", "wed", "thu", "fri"], 3)},
        states=() if planned else (("active", "First departure"),),
    )


def _short(city: str) -> str:
    return city.partition(" ")[0]
