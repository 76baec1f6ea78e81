"""Work that surely was not done is refused with a moment to try again at, never the same for all."""

import random

from contract.errors import Overloaded


def not_now() -> Overloaded:
    """A refusal whose `retry_after` is jittered, so that callers do not come back together."""
    return Overloaded(retry_after=random.randint(1, 4))  # noqa: S311 -- jitter is no secret
