import json
import logging

import pytest
import structlog

from server import logs

KEY = "ck_live_01k9v3f2_" + "S" * 40


@pytest.fixture
def written(capfd):
    """The lines that were logged, once logging is set up as the server does it."""
    before = logging.getLogger().handlers[:], logging.getLogger().level
    logs.configure("info", "json")
    yield lambda: [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    logging.getLogger().handlers[:], level = before
    logging.getLogger().setLevel(level)
    structlog.reset_defaults()


def test_an_event_is_one_json_object_with_time_level_and_name(written):
    structlog.get_logger("charter.test").info("started", port=8080)

    [line] = written()

    assert line["event"] == "started"
    assert (line["level"], line["logger"], line["port"]) == ("info", "charter.test", 8080)
    assert line["timestamp"].endswith("Z")


def test_a_librarys_logger_writes_the_same_shape(written):
    logging.getLogger("some.library").warning("slow by %s ms", 12)

    [line] = written()

    assert line["event"] == "slow by 12 ms"
    assert (line["level"], line["logger"]) == ("warning", "some.library")


def test_levels_below_the_chosen_one_are_silent(written):
    structlog.get_logger("charter.test").debug("noise")

    assert written() == []


def test_what_is_bound_to_the_context_stands_in_every_line(written):
    with structlog.contextvars.bound_contextvars(trace_id="abc"):
        structlog.get_logger("charter.test").info("one")

    assert written()[0]["trace_id"] == "abc"


def test_a_traceback_stays_on_its_line_and_loses_its_secrets(written):
    try:
        int(f"bad key {KEY}")
    except ValueError:
        structlog.get_logger("charter.test").exception("failed")

    [line] = written()

    assert "Traceback" in line["exception"]
    assert "S" * 8 not in line["exception"]


@pytest.mark.parametrize(
    "fields",
    [
        {"authorization": f"Bearer {KEY}"},
        {"headers": {"X-API-Key": KEY, "Cookie": "session=hunter2"}},
        {"headers": [(b"authorization", f"Bearer {KEY}".encode())]},
        {"detail": f"tried {KEY}, then gave up"},
        {"detail": "sent Authorization: Bearer hunter2hunter2"},
        {"url": "postgresql://me:hunter2@db/charter"},
        {"deep": [{"password": "hunter2"}]},
        {"secret": b"hunter2"},
    ],
)
def test_credentials_are_not_written_wherever_they_stand(written, fields):
    structlog.get_logger("charter.test").info("event", **fields)

    text = json.dumps(written())

    assert "[redacted]" in text
    assert "hunter2" not in text
    assert "S" * 8 not in text


def test_which_key_it_was_stays_readable(written):
    structlog.get_logger("charter.test").info(f"revoked {KEY}")

    assert written()[0]["event"] == "revoked ck_live_01k9v3f2_[redacted]"


def test_people_may_have_plain_lines(capfd):
    logs.configure("info", "console")
    structlog.get_logger("charter.test").info("started", port=8080)

    assert "started" in capfd.readouterr().err
    structlog.reset_defaults()
