import pytest
from sorting_office import environ


@pytest.fixture(scope="module")
def cast(applications):
    """An application whose listeners may be on this machine."""
    return applications(**environ())
