"""A run counts only if it tested every operation of the document, in every phase, with data that was accepted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]

METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})


def to_operations(
    document: Json, report: Json, phases: Iterable[str], *, tag: str | None = None
) -> list[str]:
    """Why the report does not prove that the operations of the document keep to it; empty when it does.

    With a `tag`, only the operations that have it.

    `schemathesis` itself exits with 0 when it had no credentials, skipped a phase, ran out of time or matched
    nothing; so its exit code is only one of the things that are looked at here.
    """
    operations = labels(document, tag)
    return [
        *_ended(report),
        *_counted(len(labels(document)), operations, report),
        *_phases(report, phases),
        *_found(report),
        *_accepted(operations, report),
    ]


def to_scenarios(report: Json) -> list[str]:
    """Why the report of a run of the stateful phase alone does not prove that its scenarios went well.

    Which operations are in them depends on chance, so they are not counted.
    """
    return [*_ended(report), *_phases(report, ["stateful"]), *_found(report)]


def to_enough(*, wanted: int, played: int) -> list[str]:
    """Why the scenarios of all runs of an API are too few.

    Hypothesis ends the phase when a scenario that is played again takes another course, and schemathesis calls that
    a success.
    """
    return [f"{played} stateful scenarios, not {wanted}"] if played < wanted else []


def labels(document: Json, tag: str | None = None) -> list[str]:
    """The operations of a document, or those with a tag, as a report names them: `GET /things/{id}`."""
    return [
        f"{method.upper()} {path}"
        for path, item in document["paths"].items()
        for method in item
        if method in METHODS and (tag is None or tag in item[method].get("tags", ()))
    ]


def _ended(report: Json) -> Iterable[str]:
    if report["stop_reason"] != "completed" or not report["complete"]:
        yield f"the run did not complete: {report['stop_reason']}"
    if report["exit_code"] != 0:
        yield f"schemathesis exited with {report['exit_code']}"


def _counted(total: int, operations: list[str], report: Json) -> Iterable[str]:
    counts = report["operations"]
    if counts is None:
        yield "no operation was found"
        return
    if not operations:
        yield "the document has no operation"
    wanted = {"total": total, "selected": len(operations), "tested": len(operations)}
    for name, number in wanted.items():
        if counts[name] != number:
            yield f"{counts[name]} operations {name}, but the document has {number}"
    for name in ("errored", "skipped"):
        if counts[name]:
            yield f"{counts[name]} operations {name}: {', '.join(counts['skip_reasons'])}"


def _phases(report: Json, phases: Iterable[str]) -> Iterable[str]:
    ran = {name.lower(): outcome for name, outcome in (report["phases"] or {}).items()}
    for phase in phases:
        outcome = ran.get(phase, {"status": "missing", "skip_reason": None})
        if outcome["status"] != "success":
            yield f"phase {phase}: {outcome['status']} {outcome['skip_reason'] or ''}".rstrip()


def _found(report: Json) -> Iterable[str]:
    for failure in report["failures"]:
        yield f"{failure['title']} ({failure['count']}): {', '.join(failure['operations'])}"
    for error in report["errors"]:
        yield f"error: {error['title']} ({error['count']})"
    for kind, about in report["warnings"].items():
        if about:
            yield f"warning {kind}: {', '.join(about)}"
    if report["filtered"] or report["baseline"]:
        yield "failures were hidden by a filter or a baseline"
    if report["auth"]["reauth_broke"]:
        yield "the credentials stopped working"


def _accepted(operations: list[str], report: Json) -> Iterable[str]:
    for label in operations:
        phases = report["valid_rates"].get(label, {})
        if not any(rate["accepted"] for rate in phases.values()):
            yield f"{label} never accepted valid data"
