import pytest
from receiver import Receiver
from sorting_office import caller, environ, opened, queue


@pytest.fixture(scope="module")
def cast(applications):
    """An application whose listeners may be on this machine."""
    return applications(**environ())


@pytest.fixture
def alice(cast):
    return caller(cast, cast.keys["alice"])


@pytest.fixture
def charlie(cast):
    return caller(cast, cast.keys["charlie"])


@pytest.fixture
def nobody(cast):
    return caller(cast)


@pytest.fixture
def office(cast):
    """The owner of an organization of its own, in which nothing is yet."""
    return opened(cast)


@pytest.fixture
def box(alice):
    """A queue of alice's."""
    return queue(alice)


@pytest.fixture
def receiver():
    """Somebody on this machine who takes whatever comes."""
    with Receiver() as found:
        yield found
