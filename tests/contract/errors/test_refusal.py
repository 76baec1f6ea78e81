import pytest

from contract.errors import REFUSALS, Fault, InvalidRequest, Refusal, ResourceNotFound


def kinds(kind=Refusal):
    for below in kind.__subclasses__():
        yield below
        yield from kinds(below)


def test_every_code_is_unique():
    codes = [kind.code for kind in kinds()]

    assert sorted(codes) == sorted(set(codes)) == sorted(REFUSALS)


@pytest.mark.parametrize("kind", REFUSALS.values(), ids=REFUSALS)
def test_every_refusal_has_a_sample_for_each_placeholder_and_a_reason_to_exist(kind):
    assert set(kind.sample) == kind.placeholders()
    assert kind.__doc__
    assert kind.example().message.endswith((".", "`"))


def test_the_sentence_is_made_of_the_facts():
    refusal = ResourceNotFound(resource_id="r1")

    assert refusal.message == str(refusal) == "There is no resource r1."
    assert refusal.facts == {"resource_id": "r1"}


def test_a_missing_fact_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        ResourceNotFound()


def test_faults_that_are_given_are_the_details():
    fault = Fault("body.name", "is required")

    assert InvalidRequest(fault).details == (fault,)
    assert InvalidRequest().details == ()


def test_a_refusal_with_a_location_is_its_own_fault():
    refusal = REFUSALS["attributes_too_large"](limit=3)

    assert refusal.details == (
        Fault("body.attributes", "The attributes may have 3 bytes at most."),
    )
