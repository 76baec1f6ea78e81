"""Every call has one id."""

import pytest

from contract.errors import InvalidRequest
from contract.rules import RequestId
from conventions import request_id

REQUIRED = RequestId(required=True)
OPTIONAL = RequestId(required=False)
MALFORMED = ["", "a b", "a" * 65, "caf\xe9", "a\n", "a, a", "\x7f"]


@pytest.mark.parametrize("offered", ["a", "!~", "RQID-Z08G3EFE5DZ429VVO755BM19D51", "x" * 64])
@pytest.mark.parametrize("required", [True, False])
def test_a_well_formed_id_is_kept(offered, required):
    assert request_id.choose(offered, required=required, header="X") == offered


@pytest.mark.parametrize("offered", MALFORMED)
@pytest.mark.parametrize("required", [True, False])
def test_a_malformed_id_is_refused_with_the_headers_name(offered, required):
    with pytest.raises(InvalidRequest) as refused:
        request_id.choose(offered, required=required, header="X-Call")

    assert refused.value.details == (("header.X-Call", "must be 1 to 64 visible ASCII characters"),)


def test_an_absent_id_is_refused_only_where_it_is_required():
    with pytest.raises(InvalidRequest) as refused:
        request_id.choose(None, required=True, header="X-Call")

    assert refused.value.details == (("header.X-Call", "is required"),)
    assert request_id.choose(None, required=False, header="X-Call").startswith("req_")


def test_the_id_is_said_back_under_the_headers_own_name(exchange):
    call = exchange(headers={"x-call": "c1"})

    request_id.bind(RequestId(header="X-Call"))(call)

    assert call.request_id == "c1"
    assert call.answer_headers == [(b"X-Call", b"c1")]


def test_a_refused_call_has_an_id_all_the_same(exchange):
    call = exchange(headers={"x-request-id": "a b"})

    with pytest.raises(InvalidRequest):
        request_id.bind(REQUIRED)(call)

    assert call.request_id.startswith("req_")
    assert call.answer_headers == [(b"X-Request-ID", call.request_id.encode())]


def test_without_the_rule_a_well_formed_id_is_taken(exchange):
    call = exchange(headers={"x-request-id": "c1"})

    request_id.bind(None)(call)

    assert call.request_id == "c1"


def test_without_the_rule_nobody_chooses_the_names_of_records(exchange):
    call = exchange(headers={"x-request-id": "c1"})

    request_id.bind(None, recorded=True)(call)

    assert call.request_id.startswith("req_")


@pytest.mark.parametrize("offered", MALFORMED)
def test_without_the_rule_nothing_is_refused(exchange, offered):
    call = exchange(headers={"x-request-id": offered})

    request_id.bind(None)(call)

    assert call.request_id.startswith("req_")


def test_ids_that_are_made_up_differ():
    assert len({request_id.made_up() for _ in range(100)}) == 100
