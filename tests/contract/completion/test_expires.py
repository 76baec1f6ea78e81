import pytest

from contract.place import DocumentError


@pytest.fixture
def link(shop):
    def load(**schema):
        thing = shop.components["schemas"]["Thing"]
        thing["properties"]["url"] = {"type": "string", "x-charter": {"expires": 900}, **schema}
        contract, _ = shop.load()
        return contract.document["components"]["schemas"]["Thing"]["properties"]["url"]

    return load


@pytest.mark.parametrize(
    ("seconds", "span"),
    [
        (900, "15 minutes"),
        (60, "1 minute"),
        (3600, "1 hour"),
        (7200, "2 hours"),
        (90, "90 seconds"),
    ],
)
def test_the_description_tells_for_how_long_the_link_works(link, seconds, span):
    described = link(description="The picture.", **{"x-charter": {"expires": seconds}})[
        "description"
    ]

    assert described == (
        f"The picture. The link works for {span}; read the data again to get a new one."
    )


def test_a_property_without_a_description_gets_one(link):
    assert link()["description"].startswith("The link works for 15 minutes")


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ({"type": "integer"}, "expires: the property must be of type string: it becomes a link"),
        ({"x-charter": {"expires": 0}}, "0 is less than the minimum of 1"),
        ({"x-charter": {"expire": 9}}, "unknown rule; known: expires, hidden-without"),
    ],
)
def test_an_ill_formed_rule_is_refused_with_its_place(link, schema, reason):
    with pytest.raises(
        DocumentError, match=r"components\.schemas\.Thing\.properties\.url"
    ) as caught:
        link(**schema)

    assert caught.value.reason == reason


def test_data_that_looks_like_a_rule_is_left_alone(shop):
    shop.components["schemas"]["Thing"]["example"] = {
        "properties": {"a": {"x-charter": {"expires": 1}}}
    }

    contract, _ = shop.load()

    thing = contract.document["components"]["schemas"]["Thing"]
    assert thing["example"] == {"properties": {"a": {"x-charter": {"expires": 1}}}}
