"""What was measured stands beside what was wanted."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, what came out, what was wanted."""

    what: str
    measured: str
    wanted: str
    holds: bool


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| what | measured | wanted | holds |", "|---|---|---|---|"]
    lines += [
        f"| {row.what} | {row.measured} | {row.wanted} | {'yes' if row.holds else 'no'} |"
        for row in rows
    ]
    return "\n".join(lines)
