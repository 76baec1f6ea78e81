"""A run that proves nothing is not a success, whatever schemathesis calls it."""

import copy

import pytest

from tests.fuzz.gate import labels, to_enough, to_operations, to_scenarios

DOCUMENT = {
    "paths": {
        "/things": {"parameters": [], "get": {}, "post": {}},
        "/things/{id}": {"summary": "One", "delete": {}},
    }
}
LABELS = ["GET /things", "POST /things", "DELETE /things/{id}"]
PHASES = ("examples", "coverage")
GOOD = {
    "stop_reason": "completed",
    "complete": True,
    "exit_code": 0,
    "operations": {
        "total": 3,
        "selected": 3,
        "tested": 3,
        "errored": 0,
        "skipped": 0,
        "skip_reasons": [],
    },
    "phases": {
        "examples": {"status": "success", "skip_reason": None},
        "coverage": {"status": "success", "skip_reason": None},
        "fuzzing": {"status": "skip", "skip_reason": "disabled"},
        "stateful": {"status": "success", "skip_reason": None},
    },
    "failures": [],
    "errors": [],
    "baseline": None,
    "filtered": 0,
    "warnings": {"missing_auth": [], "missing_test_data": []},
    "valid_rates": {
        label: {
            "examples": {"accepted": 0, "unreachable": 2, "conflicts": 0, "rejected": 0},
            "coverage": {"accepted": 1, "unreachable": 9, "conflicts": 0, "rejected": 0},
        }
        for label in LABELS
    },
    "auth": {"reauth_count": 0, "reauth_broke": False},
}


def judged(*, document=DOCUMENT, **changes):
    """The objections to a good report in which some things are otherwise; `a__b` is `b` inside of `a`."""
    return to_operations(document, otherwise(**changes), PHASES)


def otherwise(**changes):
    report = copy.deepcopy(GOOD)
    for place, value in changes.items():
        *outer, last = place.split("__")
        node = report
        for name in outer:
            node = node[name]
        node[last] = value
    return report


def test_the_operations_of_a_document_are_its_methods_on_its_paths():
    assert labels(DOCUMENT) == LABELS


def test_a_run_that_tested_everything_passes():
    assert judged() == []


def test_of_a_run_for_one_tag_only_its_operations_are_demanded():
    document = copy.deepcopy(DOCUMENT)
    document["paths"]["/things"]["post"]["tags"] = ["shop"]
    report = otherwise(operations__selected=1, operations__tested=1)

    assert labels(document, "shop") == ["POST /things"]
    assert to_operations(document, report, PHASES, tag="shop") == []
    assert to_operations(document, report, PHASES) != []


def test_a_run_that_was_stopped_does_not_pass():
    assert judged(stop_reason="max_time") == ["the run did not complete: max_time"]
    assert judged(complete=False) == ["the run did not complete: completed"]


def test_a_failing_exit_does_not_pass():
    assert judged(exit_code=1) == ["schemathesis exited with 1"]


def test_a_run_without_a_schema_does_not_pass():
    assert "no operation was found" in judged(operations=None, phases=None, valid_rates={})


@pytest.mark.parametrize("count", ["total", "selected", "tested"])
def test_an_operation_that_is_missing_is_noticed_by_comparison_with_the_document(count):
    objections = judged(**{f"operations__{count}": 2})

    assert objections == [f"2 operations {count}, but the document has 3"]


def test_a_filter_that_matches_nothing_does_not_pass():
    objections = judged(
        operations__selected=0,
        operations__tested=0,
        valid_rates={},
        warnings__unmatched_filter=["--include-tag registri"],
    )

    assert "0 operations selected, but the document has 3" in objections
    assert "warning unmatched_filter: --include-tag registri" in objections


def test_a_document_without_operations_does_not_pass():
    counts = {"operations__total": 0, "operations__selected": 0, "operations__tested": 0}

    assert judged(document={"paths": {}}, **counts) == ["the document has no operation"]


@pytest.mark.parametrize("count", ["errored", "skipped"])
def test_an_operation_that_was_left_out_does_not_pass(count):
    objections = judged(**{f"operations__{count}": 1, "operations__skip_reasons": ["No examples"]})

    assert objections == [f"1 operations {count}: No examples"]


def test_a_skipped_phase_does_not_pass_when_it_was_wanted():
    skipped = {"status": "skip", "skip_reason": "nothing_to_test"}

    assert judged(phases__coverage=skipped) == ["phase coverage: skip nothing_to_test"]
    assert to_scenarios(otherwise(phases__stateful=skipped)) == [
        "phase stateful: skip nothing_to_test"
    ]


def test_a_phase_that_is_not_told_of_does_not_pass():
    assert judged(phases={}) == [f"phase {phase}: missing" for phase in PHASES]


def test_stateful_phases_that_ended_early_do_not_pass():
    assert to_scenarios(GOOD) == []
    assert to_enough(wanted=20, played=20) == []
    assert to_enough(wanted=20, played=7) == ["7 stateful scenarios, not 20"]


def test_a_run_without_credentials_does_not_pass():
    refused = {"examples": {"accepted": 0, "unreachable": 0, "conflicts": 0, "rejected": 9}}
    objections = judged(warnings__missing_auth=LABELS, valid_rates=dict.fromkeys(LABELS, refused))

    assert objections == [
        f"warning missing_auth: {', '.join(LABELS)}",
        *(f"{label} never accepted valid data" for label in LABELS),
    ]


def test_an_operation_that_only_answered_404_does_not_pass():
    lost = {"coverage": {"accepted": 0, "unreachable": 9, "conflicts": 0, "rejected": 0}}
    rates = GOOD["valid_rates"] | {"DELETE /things/{id}": lost}

    assert judged(valid_rates=rates) == ["DELETE /things/{id} never accepted valid data"]


def test_an_operation_that_never_had_valid_data_does_not_pass():
    rates = {label: rate for label, rate in GOOD["valid_rates"].items() if label != "GET /things"}

    assert judged(valid_rates=rates) == ["GET /things never accepted valid data"]


def test_failures_and_errors_are_named():
    failure = {"title": "Undocumented status code", "count": 2, "operations": ["GET /things"]}
    objections = judged(failures=[failure], errors=[{"title": "Hook Error", "count": 1}])

    assert objections == ["Undocumented status code (2): GET /things", "error: Hook Error (1)"]
    assert to_scenarios(otherwise(failures=[failure])) == objections[:1]


def test_hidden_failures_do_not_pass():
    assert judged(filtered=1) == ["failures were hidden by a filter or a baseline"]
    assert judged(baseline={"known": 1}) == ["failures were hidden by a filter or a baseline"]


def test_credentials_that_broke_on_the_way_do_not_pass():
    assert judged(auth__reauth_broke=True) == ["the credentials stopped working"]
