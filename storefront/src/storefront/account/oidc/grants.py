"""How the person behind an authorization code was authenticated, from the redirect to the token."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest
from django.utils import timezone

from storefront.account.models import CodeGrant, User

LIFETIME = timedelta(minutes=2)
SECOND_FACTORS = {"totp": "otp", "recovery_codes": "otp", "webauthn": "hwk"}
"""Authentication method references (RFC 8176) of each kind of second factor."""


@dataclass(frozen=True, slots=True)
class Proof:
    """When this session's person last proved who they are (real time), and by what (RFC 8176)."""

    at: datetime
    methods: tuple[str, ...]

    def age(self, now: datetime) -> timedelta:
        """Return how long ago the proof was given."""
        return now - self.at


def proof_of(request: HttpRequest, user: User) -> Proof:
    """Return what the session knows about its own login."""
    records = get_authentication_records(request, user)
    methods = {method for record in records for method in _methods(record)}
    if len(methods & {"pwd", "otp", "hwk", "user"}) > 1:
        methods.add("mfa")
    latest = max((record["at"] for record in records), default=None)
    at = datetime.fromtimestamp(latest, UTC) if latest else user.last_login or user.joined_at
    return Proof(at, tuple(sorted(methods)))


def remember(code: str, proof: Proof) -> None:
    """Keep the proof for the token that this code will be exchanged for."""
    CodeGrant.objects.create(
        code_hash=_hash(code),
        authenticated_at=proof.at,
        methods=list(proof.methods),
        expires_at=timezone.now() + LIFETIME,
    )


def spend(code: str) -> Proof | None:
    """Take the proof out, so that of two exchanges of one code only the first finds it."""
    grant = CodeGrant.objects.select_for_update().filter(code_hash=_hash(code)).first()
    if grant is None:
        return None
    grant.delete()
    return Proof(grant.authenticated_at, tuple(grant.methods))


def forget_expired() -> None:
    """Drop what was never exchanged."""
    CodeGrant.objects.filter(expires_at__lt=timezone.now()).delete()


def _methods(record: dict[str, object]) -> list[str]:
    if record["method"] in {"password", "password_reset"}:
        return ["pwd"]
    if record["method"] == "mfa":
        kind = SECOND_FACTORS.get(str(record.get("type")), "otp")
        return [kind, "user"] if kind == "hwk" else [kind]
    return []


def _hash(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()
