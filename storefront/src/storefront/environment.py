"""What a process of the shop is told by its environment, as one frozen object; a secret has no default."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


class MissingSetting(Exception):
    """The process was not told something that it cannot run without."""


class InsecureSetting(Exception):
    """The process was told to do something that would give its users away."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Addresses, secrets and places.

    `role_prefix` goes before role names where clinics share a server. Without a `metrics_token` no metrics
    are shown.
    """

    profile: str
    clock_file: Path | None
    crash_folder: Path | None
    redis_url: str = field(repr=False)
    storefront_url: str
    portal_url: str
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    vault_key: bytes = field(repr=False)
    oidc_signing_key_file: Path
    pairwise_salt: str = field(repr=False)
    portal_client_id: str
    portal_client_secret: str = field(repr=False)
    stripe_api_base: str
    stripe_secret_key: str = field(repr=False)
    stripe_webhook_secret: str = field(repr=False)
    notify_url: str
    media_root: Path
    static_root: Path
    role_prefix: str
    metrics_token: str = field(repr=False)

    @property
    def is_https(self) -> bool:
        """Tell whether shoppers reach the shop over TLS."""
        return urlsplit(self.storefront_url).scheme == "https"

    @property
    def is_local(self) -> bool:
        """Tell whether this is a local clinic, whose domain clock may be moved."""
        return self.profile == "local"


def read(source: Mapping[str, str]) -> Environment:
    """Return the environment of this process.

    :raises MissingSetting: something is not set.
    :raises InsecureSetting: the shop would be served in plain text to other machines.
    """
    profile = _needed(source, "COUNTERSIGN_PROFILE")
    clock = source.get("CLOCK_FILE") if profile == "local" else None
    crash = source.get("CRASH_FOLDER") if profile == "local" else None
    found = Environment(
        profile=profile,
        clock_file=Path(clock) if clock else None,
        crash_folder=Path(crash) if crash else None,
        redis_url=_needed(source, "REDIS_URL"),
        storefront_url=_needed(source, "STOREFRONT_URL").rstrip("/"),
        portal_url=_needed(source, "PORTAL_URL").rstrip("/"),
        database_url=_needed(source, "SHOP_DATABASE_URL"),
        secret_key=_needed(source, "STOREFRONT_SECRET_KEY"),
        vault_key=base64.b64decode(_needed(source, "STOREFRONT_VAULT_KEY")),
        oidc_signing_key_file=Path(_needed(source, "OIDC_SIGNING_KEY_FILE")),
        pairwise_salt=_needed(source, "PAIRWISE_SALT"),
        portal_client_id=_needed(source, "PORTAL_CLIENT_ID"),
        portal_client_secret=_needed(source, "PORTAL_CLIENT_SECRET"),
        stripe_api_base=_needed(source, "STRIPE_API_BASE").rstrip("/"),
        stripe_secret_key=_needed(source, "STRIPE_SECRET_KEY"),
        stripe_webhook_secret=_needed(source, "STRIPE_WEBHOOK_SECRET"),
        notify_url=_needed(source, "NOTIFY_URL").rstrip("/"),
        media_root=Path(_needed(source, "MEDIA_ROOT")),
        static_root=Path(_needed(source, "STATIC_ROOT")),
        role_prefix=source.get("ROLE_PREFIX") or source.get("CLINIC_DB_PREFIX", ""),
        metrics_token=source.get("METRICS_TOKEN", ""),
    )
    if not found.is_https and urlsplit(found.storefront_url).hostname not in {
        "localhost",
        "127.0.0.1",
        "::1",
    }:
        raise InsecureSetting("STOREFRONT_URL must be https, unless it is a loopback address.")
    return found


def _needed(source: Mapping[str, str], name: str) -> str:
    value = source.get(name)
    if not value:
        raise MissingSetting(f"{name} is not set.")
    return value
