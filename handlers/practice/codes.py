"""Operations under /codes."""

from typing import Any

from models.practice import code


def get_codes() -> dict[str, Any]:
    return code.page()
