"""One card has one number, in whichever of the three ways its reader writes it."""

import re
from typing import Final

from contract.errors import Fault, InvalidRequest

DECIMAL: Final = "DECIMAL"
HEX_MSB: Final = "HEX_MSB"
HEX_LSB: Final = "HEX_LSB"
_BYTES: Final = 16
_DIGITS: Final = re.compile(r"[0-9]{1,39}")
_HEX: Final = re.compile(r"[0-9A-Fa-f]{1,32}")


def canonical(text: str, format: str, place: str) -> str:
    """Give the number in decimal digits without leading zeros, or raise `InvalidRequest`.

    `HEX_MSB` has the most significant byte first, `HEX_LSB` the least significant, so it must
    have whole bytes. Numbers have up to sixteen bytes. Zeros in front of the number do not make
    another card: readers pad to lengths of their own.
    """
    if format == DECIMAL and _DIGITS.fullmatch(text):
        number = int(text)
        if number < 1 << 8 * _BYTES:
            return str(number)
    if format == HEX_MSB and _HEX.fullmatch(text):
        return str(int(text, 16))
    if format == HEX_LSB and _HEX.fullmatch(text) and len(text) % 2 == 0:
        return str(int.from_bytes(bytes.fromhex(text), "little"))
    raise InvalidRequest(Fault(place, "It is not a card number in this format."))


def written(canonical: str, format: str) -> str:
    """Write a canonical number in a format; hexadecimal ones in whole bytes and capital letters."""
    number = int(canonical)
    if format == DECIMAL:
        return canonical
    length = max(1, (number.bit_length() + 7) // 8)
    return number.to_bytes(length, "big" if format == HEX_MSB else "little").hex().upper()
