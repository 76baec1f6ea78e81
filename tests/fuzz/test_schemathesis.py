"""The server keeps to its published document: every operation, examples, boundaries of every schema, and links."""

import pytest

from tests.fuzz.run import WITHOUT_CHANCE, Effort, run


@pytest.mark.slow
@pytest.mark.timeout(900)  # a hundred seconds of work, on a machine that may have other work, too
def test_every_operation_does_what_the_document_says(tmp_path):
    outcome = run(tmp_path, WITHOUT_CHANCE, Effort(seed=1, examples=25, deterministic=True))

    assert outcome.objections == [], outcome.text
