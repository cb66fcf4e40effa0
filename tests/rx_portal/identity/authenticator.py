"""A passkey in software: it makes and answers as a browser's authenticator would, also wrongly on purpose."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAG = AuthenticatorData.FLAG
HERE = "http://portal.local"


@dataclass
class Authenticator:
    """One passkey. `count` is its count of signatures; `verifies` whether it verifies its person."""

    origin: str = HERE
    host: str = "portal.local"
    verifies: bool = True
    count: int = 0
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1()), repr=False
    )

    def make(self, options: dict[str, Any]) -> str:
        """Return what the browser sends after making a passkey."""
        said = self._client_data("webauthn.create", options)
        key = ES256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call]
        known = AttestedCredentialData.create(b"\0" * 16, self.credential_id, key)
        data = AuthenticatorData.create(self._rp(), self._flags() | FLAG.AT, self.count, bytes(known))
        made = AttestationObject.create("none", data, {})
        return self._answer({"attestationObject": websafe_encode(bytes(made)), **said[1]})

    def answer(self, options: dict[str, Any]) -> str:
        """Return what the browser sends after asking this passkey."""
        self.count += 1
        said, sent = self._client_data("webauthn.get", options)
        data = AuthenticatorData.create(self._rp(), self._flags(), self.count)
        signature = self.private.sign(bytes(data) + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        parts = {"authenticatorData": websafe_encode(bytes(data)), "signature": websafe_encode(signature)}
        return self._answer({**parts, **sent})

    def _client_data(self, kind: str, options: dict[str, Any]) -> tuple[bytes, dict[str, str]]:
        challenge = websafe_decode(options["challenge"])
        said = CollectedClientData.create(type=kind, challenge=challenge, origin=self.origin)
        return bytes(said), {"clientDataJSON": websafe_encode(bytes(said))}

    def _answer(self, response: dict[str, Any]) -> str:
        name = websafe_encode(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})

    def _rp(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _flags(self) -> AuthenticatorData.FLAG:
        return FLAG.UP | FLAG.UV if self.verifies else FLAG.UP
