import pytest

from contract.completion.alias import other_path
from contract.load import load
from contract.place import DocumentError

TOLD = "Every path below `/shop/v1` answers below `/shop`, too."


@pytest.fixture(autouse=True)
def aliased(shop):
    shop.api["alias"] = "/shop"


@pytest.fixture
def beside(shop):
    """Loads the shop with a second API."""

    def load_with(**rules):
        document = shop.document({"/shop/v1/things": {"get": shop.operation()}})
        document["tags"].append({"name": "other", "x-charter": rules})
        shop.write(document)
        return load(shop.path)

    return load_with


def test_the_description_of_the_api_names_it(shop):
    contract, _ = shop.load()

    assert contract.apis["shop"].description == TOLD
    assert contract.document["tags"][0]["description"] == TOLD


def test_every_path_has_a_second_one(shop):
    rules = shop.load()[0].apis["shop"].rules

    assert other_path("/shop/v1/things/{id}", rules) == "/shop/things/{id}"


def test_an_api_without_one_is_left_as_it_is(shop):
    del shop.api["alias"]
    contract, _ = shop.load()

    assert contract.apis["shop"].description == ""
    assert other_path("/shop/v1/things", contract.apis["shop"].rules) is None


@pytest.mark.parametrize("base", ["/shop", "/shop/v2", "/shop/v1/more"])
def test_it_does_not_lie_over_another_api(beside, base):
    with pytest.raises(DocumentError) as caught:
        beside(base=base)

    assert caught.value.reason == f"alias: /shop overlaps {base} of the API other"


def test_two_of_them_do_not_lie_over_each_other(beside):
    with pytest.raises(DocumentError) as caught:
        beside(base="/other/v1", alias="/shop/other")

    assert caught.value.reason == "alias: /shop overlaps /shop/other of the API other"


def test_a_name_that_only_begins_alike_is_another(beside):
    assert set(beside(base="/shopping/v1").apis) == {"shop", "other"}


@pytest.mark.parametrize("path", ["/shop/v1", "/shop/v1/again"])
def test_it_does_not_lie_below_its_own_base(shop, refusal, path):
    shop.api["alias"] = path

    assert refusal() == f"alias: {path} lies under the API's own base /shop/v1"


def test_a_path_that_would_take_the_base_for_a_value_is_refused(refusal):
    id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}

    reason = refusal(path="/shop/v1/{id}", parameters=[id])

    assert reason == "alias: /shop/{id} would match the paths below /shop/v1, too"
