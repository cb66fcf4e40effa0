"""WebAuthn, as far as the portal needs it: what a browser is asked, and whether its answer holds.

The challenge is a hash over a nonce, the purpose and the content, so that the authenticator's own signature
covers exactly what was shown; nothing else can be put in its place afterwards.
"""

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from shared_lib.errors import Invalid

VERIFIED = UserVerificationRequirement.REQUIRED
MALFORMED = (ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error, AssertionError)
NAME = "Countersign"


class Purpose(StrEnum):
    """What a passkey is asked for."""

    REGISTER = "register"
    MANAGE = "manage"
    SIGN = "sign"
    HAND_OVER = "hand_over"


class PasskeyRefused(Invalid):
    """The passkey's answer does not hold, was used before, or is about something else."""

    code = "passkey_refused"


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey that a browser has just made."""

    credential_id: bytes
    credential: bytes
    sign_count: int


def challenge_of(nonce: bytes, purpose: str, content: str) -> bytes:
    """Return the challenge for this purpose and content: SHA-256, so any other content has another."""
    parts = (nonce, purpose.encode(), hashlib.sha256(content.encode()).digest())
    return hashlib.sha256(b"\x00".join((b"countersign", *parts))).digest()


def creation_options(
    origin: str, *, staff_id: UUID, name: str, challenge: bytes, known: Sequence[bytes]
) -> dict[str, Any]:
    """Return what a browser needs to make a passkey for this member of staff."""
    options, _ = _server(origin).register_begin(
        PublicKeyCredentialUserEntity(id=staff_id.bytes, name=name, display_name=name),
        [_described(one) for one in known],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=VERIFIED,
        challenge=challenge,
    )
    return dict(options)["publicKey"]  # type: ignore[no-any-return]  # fido2 types its mappings as Any


def request_options(origin: str, *, challenge: bytes, known: Sequence[bytes]) -> dict[str, Any]:
    """Return what a browser needs to ask one of these passkeys, with the person verified by it."""
    options, _ = _server(origin).authenticate_begin(
        [_described(one) for one in known], user_verification=VERIFIED, challenge=challenge
    )
    return dict(options)["publicKey"]  # type: ignore[no-any-return]  # as above


def challenge_in(answer: str) -> bytes:
    """Return the challenge that a browser's answer (JSON) says it is to.

    :raises PasskeyRefused: it is not such an answer.
    """
    try:
        said = AuthenticationResponse.from_dict(_read(answer)).response.client_data
    except MALFORMED as error:
        raise PasskeyRefused("The browser's answer could not be read. Try again.") from error
    return said.challenge


def challenge_made_for(answer: str) -> bytes:
    """Return the challenge for which a browser says (JSON) that it made a passkey.

    :raises PasskeyRefused: it is not such an answer.
    """
    try:
        return RegistrationResponse.from_dict(_read(answer)).response.client_data.challenge
    except MALFORMED as error:
        raise PasskeyRefused("The browser's answer could not be read. Try again.") from error


def made(origin: str, *, challenge: bytes, answer: str) -> Made:
    """Return the passkey that a browser made.

    :raises PasskeyRefused: the answer is to another challenge or origin, or the person was not verified.
    """
    try:
        response = RegistrationResponse.from_dict(_read(answer))
        data = _server(origin).register_complete(_asked(challenge), response)
    except MALFORMED as error:
        raise PasskeyRefused("That passkey could not be added. Try again.") from error
    credential = data.credential_data
    if credential is None:
        raise PasskeyRefused("That passkey could not be added. Try again.")
    return Made(credential.credential_id, bytes(credential), data.counter)


def used(origin: str, *, challenge: bytes, answer: str, credential: bytes, sign_count: int) -> int:
    """Return a passkey's new count of signatures, once its answer holds.

    :raises PasskeyRefused: it does not, or the count did not rise: there may be a copy of the passkey.
    """
    try:
        response = AuthenticationResponse.from_dict(_read(answer))
        known = [AttestedCredentialData(credential)]
        _server(origin).authenticate_complete(_asked(challenge), known, response)
        counted = response.response.authenticator_data.counter
    except MALFORMED as error:
        raise PasskeyRefused("That passkey's answer does not hold. Try again.") from error
    if (counted or sign_count) and counted <= sign_count:
        raise PasskeyRefused("This passkey seems to have been copied. Remove it and tell an administrator.")
    return counted


def credential_id_in(answer: str) -> bytes:
    """Return which passkey a browser's answer says it is from.

    :raises PasskeyRefused: it is not such an answer.
    """
    try:
        return AuthenticationResponse.from_dict(_read(answer)).raw_id
    except MALFORMED as error:
        raise PasskeyRefused("The browser's answer could not be read. Try again.") from error


def _server(origin: str) -> Fido2Server:
    rp = PublicKeyCredentialRpEntity(id=urlsplit(origin).hostname or "", name=NAME)
    return Fido2Server(rp, verify_origin=lambda said: said == origin)


def _described(credential_id: bytes) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=credential_id)


def _asked(challenge: bytes) -> Mapping[str, Any]:
    return {"challenge": websafe_encode(challenge), "user_verification": VERIFIED}


def _read(answer: str) -> Mapping[str, Any]:
    read = json.loads(answer)
    if not isinstance(read, dict):
        raise ValueError("not an object")  # noqa: TRY004 - the browser's answer is at fault
    return read
