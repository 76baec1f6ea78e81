import pytest
from office import matter, opened


@pytest.fixture
def firm(cast):
    """The owner of a firm of its own, in which nothing is yet."""
    return opened(cast)


@pytest.fixture
def case(alice):
    """A matter of alice's firm."""
    return matter(alice)
