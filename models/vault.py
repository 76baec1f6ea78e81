"""What the server keeps secret: key secrets as digests, texts sealed, tokens signed."""

import base64
import hashlib
import hmac
from typing import Any

import orjson
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from itsdangerous import Signer
from itsdangerous.encoding import base64_decode, base64_encode


class NotOurs(Exception):  # noqa: N818 -- a plain fact that the caller turns into its own refusal
    """What was to be opened was not sealed by this vault, or was changed since."""


class Vault:
    """Derives one key for each purpose from the server's secret (HKDF, RFC 5869)."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < 16:  # noqa: PLR2004 -- 128 bits
            raise ValueError("the server's secret needs at least 16 bytes")
        self._secret = secret
        self._pepper = self._derive(b"charter key secrets")
        self._fernet = Fernet(base64.urlsafe_b64encode(self._derive(b"charter sealed texts")))

    def _derive(self, purpose: bytes) -> bytes:
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(self._secret)

    def digest(self, text: str) -> str:
        """What is stored of a key's secret: HMAC-SHA256 with the pepper, 64 hexadecimal digits.

        The secrets are random and long, so a slow hash would only be a lever against the server.
        """
        return hmac.digest(self._pepper, text.encode(), hashlib.sha256).hex()

    def seal(self, plain: bytes) -> str:
        """Encrypt and authenticate; only `open` of a vault with the same secret reads it."""
        return self._fernet.encrypt(plain).decode()

    def open(self, sealed: str) -> bytes:
        """Give back what was sealed, or raise `NotOurs`."""
        try:
            return self._fernet.decrypt(sealed.encode())
        except InvalidToken as error:
            raise NotOurs from error

    def signer(self, salt: str) -> "Tokens":
        """Tokens that are readable but cannot be changed; one `salt` per use."""
        return Tokens(self._derive(f"charter signed tokens: {salt}".encode()))


class Tokens:
    """JSON values as signed text for URLs (HMAC-SHA256 by itsdangerous)."""

    def __init__(self, key: bytes) -> None:
        self._signer = Signer(key, key_derivation="none", digest_method=hashlib.sha256)

    def dumps(self, value: Any) -> str:
        """The token of a value."""
        return self._signer.sign(base64_encode(orjson.dumps(value))).decode()

    def loads(self, token: str) -> Any:
        """The value of a token, or `itsdangerous.BadData` for one that was not made here."""
        return orjson.loads(base64_decode(self._signer.unsign(token)))
