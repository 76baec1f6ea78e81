import pytest
from postroom import Moving, opened
from receiver import Receiver


@pytest.fixture
def clock():
    return Moving()


@pytest.fixture
def office(tmp_path, clock):
    with opened(f"sqlite:///{tmp_path}/charter.db", clock) as found:
        yield found


@pytest.fixture
def receiver():
    with Receiver() as found:
        yield found
