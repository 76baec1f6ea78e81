"""The studio: one module per resource; what several of them translate in the same way is here."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from models.studio import calendar, file
from storage import Filing, Upload, new_key

_CAPITAL = re.compile("[A-Z]")


def arguments(body: Mapping[str, object]) -> dict[str, Any]:
    """The properties of a body under the names that Python gives them: `firstName` is `first_name`."""
    return {_CAPITAL.sub(lambda at: f"_{at[0].lower()}", name): body[name] for name in body}


def day(text: str | None, location: str) -> date | None:
    """A day of a request, `InvalidRequest` at `location` for one that is none; `None` stays `None`."""
    return None if text is None else calendar.day(text, location)


def kept(files: Filing, upload: Upload, tenant: str) -> str:
    """Keep the file as it came; the key under which it is."""
    key = new_key(tenant, file.FOLDER)
    files.put(key, upload.path)
    return key
