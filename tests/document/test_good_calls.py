"""Every operation can be called well, with what the document and its links tell."""

from __future__ import annotations

from answers import broken
from calls import OF_PARTNERS, each, good


@each()
def test_a_good_call_is_answered_as_the_document_says(operation, cast, alice):
    caller = cast.partner()[0] if operation.id in OF_PARTNERS else alice
    answer = good(operation, caller).by(caller)
    assert (broken(answer, operation), answer.status < 300) == ([], True)
