"""What the hooks change makes good calls better, and leaves what was made wrong on purpose wrong."""

import importlib
import json
import sys
from types import SimpleNamespace

import pytest
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase
from schemathesis.hooks import unregister_all

from tests.fuzz.studio import FILES, Things

WISH = {"startDate": "2027-07-01", "temporalUnit": "MONTH", "termValue": 2, "reasonId": 7}
SETS = {"createIdlePeriod": [{"path": {"contractId": 5}, "query": {}, "body": {"data": WISH}}]}


@pytest.fixture
def hooks(tmp_path, monkeypatch):
    """The hooks, loaded as schemathesis loads them: with the material of a run."""
    names = ("credentials", "own_keys", "spare_keys", "partners")
    material = tmp_path / "material.json"
    material.write_text(
        json.dumps(
            {name: [] for name in names}
            | {"things": SETS, "idle_periods": {}, "firm": {}, "office": {}}
        )
    )
    monkeypatch.setenv("CHARTER_FUZZ_MATERIAL", str(material))
    monkeypatch.delitem(sys.modules, "tests.fuzz.hooks", raising=False)
    yield importlib.import_module("tests.fuzz.hooks")
    unregister_all()


class Form:
    """A call of `createIdlePeriod` as the fuzzing phase makes it."""

    media_type = "multipart/form-data"
    operation = SimpleNamespace(definition=SimpleNamespace(raw={"operationId": "createIdlePeriod"}))

    def __init__(self, *, wrong: bool) -> None:
        self.headers: dict[str, str] = {}
        self.path_parameters = {"contractId": 1}
        self.query: dict[str, str] = {}
        self.body = {"data": {"startDate": "2031-03-17", "reasonId": 10}, "document": ""}
        self.meta = SimpleNamespace(
            phase=SimpleNamespace(name=TestPhase.FUZZING),
            is_negative_at=lambda place: wrong and place is ParameterLocation.BODY,
        )

    def _record_starting_state(self) -> None:
        """Schemathesis would look again at what is wrong with the call."""


def test_a_good_form_names_what_is_there_and_has_a_file(hooks):
    case = Form(wrong=False)
    hooks.before_call(None, case, {})

    assert case.path_parameters == {"contractId": 5}
    assert case.body["data"]["reasonId"] == 7
    assert case.body["document"] is FILES["document"]


def test_a_form_that_was_made_wrong_stays_as_it_was(hooks):
    case = Form(wrong=True)
    hooks.before_call(None, case, {})

    assert case.body == Form(wrong=True).body


def test_each_wish_is_for_the_first_of_a_month_of_its_own():
    days = []
    for day in ("2031-03-17", "2031-04-01", "1999-03-02"):
        case = SimpleNamespace(body={"data": WISH | {"startDate": day}})
        Things(SETS).in_body("createIdlePeriod", case)
        days.append(case.body["data"]["startDate"])

    assert len(set(days)) == 3
    assert all(day > "2028" and day.endswith("-01") for day in days)
