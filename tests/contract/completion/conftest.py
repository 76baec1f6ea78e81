import pytest

from contract.place import DocumentError


@pytest.fixture
def refusal(shop):
    """The reason for which an operation is refused."""

    def reason(method="get", **operation):
        with pytest.raises(DocumentError) as caught:
            shop.load(method, **operation)
        return caught.value.reason

    return reason


@pytest.fixture
def headers():
    """The headers of one answer of an operation by name, references followed."""

    def by_name(contract, operation, status):
        response = contract.resolve(operation.definition["responses"][status])
        return {n: contract.resolve(h) for n, h in response.get("headers", {}).items()}

    return by_name
