import pytest

from contract.check import faults
from contract.place import DocumentError


@pytest.fixture
def spoken(shop):
    def load(offered=("de", "en", "de-CH"), default="en"):
        shop.api["languages"] = {"offered": list(offered), "default": default}
        return shop.load()

    return load


def test_the_caller_may_say_a_language(spoken, parameters):
    contract, operation = spoken()

    header = parameters(contract, operation)["Accept-Language"]
    assert (header["in"], header["required"]) == ("header", False)
    assert "de, en, de-CH" in header["description"]
    assert faults(contract) == [] or all("example" in fault for fault in faults(contract))


def test_every_answer_says_its_language(spoken, headers):
    contract, operation = spoken()

    for status in operation.definition["responses"]:
        found = headers(contract, operation, status)
        assert found["Content-Language"]["schema"]["enum"] == ["de", "en", "de-CH"]
        assert found["Vary"]["required"] is True


def test_an_api_without_the_rule_says_nothing_of_languages(shop, headers):
    contract, operation = shop.load()

    assert "Content-Language" not in headers(contract, operation, "200")


@pytest.mark.parametrize(
    ("offered", "default", "reason"),
    [
        (["de"], "en", "languages: the default en is not offered"),
        (["en", "de-CH"], "en", "languages: de-CH is offered, but de is not"),
        (["en", "German"], "en", '"German" does not match "^[a-z]{2,3}(-[A-Z]{2})?$"'),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(spoken, offered, default, reason):
    with pytest.raises(DocumentError) as caught:
        spoken(offered, default)

    assert caught.value.reason == reason
