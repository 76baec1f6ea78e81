import pytest
from itsdangerous import BadSignature

from models.vault import NotOurs, Vault

ONE = Vault(b"one secret of sixteen or more")
OTHER = Vault(b"other secret of sixteen or more")


def test_what_is_sealed_can_be_opened():
    assert ONE.open(ONE.seal(b"the key")) == b"the key"


def test_sealing_hides_the_text_and_differs_every_time():
    sealed = ONE.seal(b"the key")
    assert "the key" not in sealed
    assert sealed != ONE.seal(b"the key")


@pytest.mark.parametrize("sealed", [OTHER.seal(b"x"), "", "nonsense", ONE.seal(b"x")[:-4] + "AAA="])
def test_what_is_not_ours_does_not_open(sealed):
    with pytest.raises(NotOurs):
        ONE.open(sealed)


def test_digests_depend_on_text_and_secret():
    made = ONE.digest("text")
    assert made == ONE.digest("text")
    assert len({made, ONE.digest("other"), OTHER.digest("text")}) == 3


def test_signed_tokens_are_read_back_and_bound_to_their_use():
    token = ONE.signer("cursor").dumps(["a", 1])
    assert ONE.signer("cursor").loads(token) == ["a", 1]
    for stranger in (ONE.signer("link"), OTHER.signer("cursor")):
        with pytest.raises(BadSignature):
            stranger.loads(token)


def test_a_short_secret_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        Vault(b"short")
