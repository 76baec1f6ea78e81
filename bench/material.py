"""The resources that every measured server is given: twelve fields, the same for all."""

from typing import Any

OPERATIONS = ("getResource", "listResources", "createResource")
PATH = "/registry/v1/resources"
PLACE = "@NAME@"


def resource(name: str) -> dict[str, Any]:
    """The body of a POST: five members, seven fields of a machine in its attributes."""
    return {
        "kind": "machine",
        "name": name,
        "description": "A lathe in hall 4, serviced twice a year and watched by three sensors.",
        "labels": {"site": "rotterdam", "owner": "maintenance", "tier": "2"},
        "attributes": {
            "manufacturer": "Weiler",
            "model": "E 50",
            "serial": "WE-50-2291",
            "year": 2019,
            "power": 17.5,
            "sensors": ["temperature", "vibration", "current"],
            "service": {"last": "2026-03-14", "everyMonths": 6},
        },
    }


def name_of(prefix: str, number: int) -> str:
    """The name of the resource with that number in a load."""
    return f"{prefix}-{number:07d}"
