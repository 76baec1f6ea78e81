"""Sixty customers, the same at every call; nobody of that name is meant, and nobody can be mailed."""

import random
from collections.abc import Iterator
from typing import Any

_WOMEN = [
    "Aylin",
    "Beate",
    "Chiara",
    "Dilara",
    "Elena",
    "Franziska",
    "Greta",
    "Hatice",
    "Ines",
    "Jana",
    "Karin",
    "Lea",
    "Marta",
    "Nora",
    "Olga",
]
_MEN = [
    "Anton",
    "Bilal",
    "Carlos",
    "David",
    "Erik",
    "Felix",
    "Goran",
    "Hugo",
    "Igor",
    "Jakub",
    "Kemal",
    "Leon",
    "Marek",
    "Nils",
    "Oskar",
]
_FAMILIES = [
    "Albrecht",
    "Baumann",
    "Costa",
    "Demir",
    "Eriksen",
    "Fischer",
    "Garcia",
    "Hoffmann",
    "Ivanov",
    "Jansen",
    "Kaya",
    "Lehmann",
    "Moreau",
    "Nguyen",
    "Otto",
    "Petersen",
    "Quandt",
    "Richter",
    "Santos",
    "Thomsen",
    "Ulrich",
    "Vogel",
    "Weber",
    "Xander",
    "Yilmaz",
    "Zimmermann",
]
_STREETS = ("Badstraße", "Müllerstraße", "Soldiner Straße", "Wollankstraße", "Osloer Straße")
_LANGUAGES = ("de", "de", "de", "en", "tr", "pl", "es")

COUNT = 60


def people(seed: int) -> Iterator[dict[str, Any]]:
    """Customers as `createCustomer` takes them."""
    chance = random.Random(seed)  # noqa: S311 - the same every time is the point
    for number in range(COUNT):
        women = number % 2 == 0
        first = (_WOMEN if women else _MEN)[number // 2 % 15]
        last = _FAMILIES[(number * 7 + number // 26) % len(_FAMILIES)]
        plain = f"{first}.{last}{number}".lower()
        yield {
            "firstName": first,
            "lastName": last,
            "dateOfBirth": f"{chance.randrange(1955, 2006)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
            "gender": "FEMALE" if women else "MALE",
            "email": f"{plain}@mail.example",
            "phoneNumberMobile": f"+49151555{chance.randrange(10_000, 99_999)}",
            "street": chance.choice(_STREETS),
            "houseNumber": str(chance.randrange(1, 120)),
            "zipCode": chance.choice(("13347", "13353", "13357", "13359")),
            "city": "Berlin",
            "countryCode": "DE",
            "language": {"languageCode": chance.choice(_LANGUAGES)},
        }
