"""The portal's settings, read once at start; a missing one stops the program with its name."""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Profile(StrEnum):
    """Where this runs: on somebody's machine, or for patients."""

    LOCAL = "local"
    PRODUCTION = "production"


class SettingMissing(RuntimeError):
    """The environment lacks something that has no default."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID Connect provider and the portal's registration with it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the portal is told. Addresses carry no trailing slash; keys are raw bytes.

    Without a `metrics_token` there are no metrics; `role_prefix` keeps clinics apart that share a broker.
    """

    profile: Profile
    clock_file: Path | None
    crash_folder: Path | None
    portal_url: str
    storefront_url: str
    redis_url: str = field(repr=False)
    database_url: str = field(repr=False)
    shop_database_url: str = field(repr=False)
    secret_key: bytes = field(repr=False)
    vault_key: bytes = field(repr=False)
    index_key: bytes = field(repr=False)
    signing_key_file: Path
    patients: Provider
    staff: Provider
    stripe_api_base: str
    stripe_secret_key: str = field(repr=False)
    stripe_webhook_secret: str = field(repr=False)
    notify_url: str
    notify_webhook_secret: str = field(repr=False)
    pharmacy_url: str
    pharmacy_key: str = field(repr=False)
    pharmacy_webhook_secret: str = field(repr=False)
    video_url: str
    metrics_token: str = field(repr=False)
    role_prefix: str
    interactions_url: str = ""
    interactions_key: str = field(default="", repr=False)

    @property
    def secure(self) -> bool:
        """Tell whether cookies are for https only."""
        return self.portal_url.startswith("https://")


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the environment states.

    :raises SettingMissing: one is absent or empty.
    :raises ValueError: a key has the wrong length, or plain http is asked for off loopback.
    """
    source = _Source(os.environ if environ is None else environ)
    profile = Profile(source["COUNTERSIGN_PROFILE"])
    return Settings(
        profile=profile,
        clock_file=Path(source["CLOCK_FILE"]) if profile is Profile.LOCAL else None,
        crash_folder=source.folder("CRASH_FOLDER") if profile is Profile.LOCAL else None,
        portal_url=source.address("PORTAL_URL"),
        storefront_url=source.address("STOREFRONT_URL"),
        redis_url=source["REDIS_URL"],
        database_url=source["RX_DATABASE_URL"],
        shop_database_url=source["PORTAL_SHOP_DATABASE_URL"],
        secret_key=source.key("PORTAL_SECRET_KEY"),
        vault_key=source.key("PORTAL_VAULT_KEY"),
        index_key=source.key("PORTAL_INDEX_KEY"),
        signing_key_file=Path(source["PORTAL_SIGNING_KEY_FILE"]),
        patients=source.provider("OIDC"),
        staff=source.provider("STAFF_OIDC"),
        stripe_api_base=source["STRIPE_API_BASE"],
        stripe_secret_key=source["STRIPE_SECRET_KEY"],
        stripe_webhook_secret=source["STRIPE_WEBHOOK_SECRET"],
        notify_url=source["NOTIFY_URL"],
        notify_webhook_secret=source["NOTIFY_WEBHOOK_SECRET"],
        pharmacy_url=source["PHARMACY_URL"],
        pharmacy_key=source["PHARMACY_KEY"],
        pharmacy_webhook_secret=source["PHARMACY_WEBHOOK_SECRET"],
        video_url=source["VIDEO_URL"],
        interactions_url=source.perhaps("INTERACTIONS_URL"),
        interactions_key=source.perhaps("INTERACTIONS_KEY"),
        metrics_token=source.perhaps("METRICS_TOKEN"),
        role_prefix=source.perhaps("ROLE_PREFIX"),
    )


class _Source:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def __getitem__(self, name: str) -> str:
        value = self._environ.get(name, "")
        if not value:
            raise SettingMissing(f"Set {name}: the portal does not start without it.")
        return value

    def folder(self, name: str) -> Path | None:
        value = self._environ.get(name)
        return Path(value) if value else None

    def perhaps(self, name: str) -> str:
        return self._environ.get(name, "")

    def key(self, name: str) -> bytes:
        value = base64.b64decode(self[name])
        if len(value) < 32:  # noqa: PLR2004 - 256 bits
            raise ValueError(f"{name} must be at least 32 bytes in base64.")
        return value

    def address(self, name: str) -> str:
        value = self[name].rstrip("/")
        loopback = value.startswith(("http://localhost", "http://127.0.0.1"))
        if not value.startswith("https://") and not loopback:
            raise ValueError(f"{name} must be https: plain http is for localhost only.")
        return value

    def provider(self, prefix: str) -> Provider:
        return Provider(
            issuer=self.address(f"{prefix}_ISSUER"),
            client_id=self[f"{prefix}_CLIENT_ID"],
            client_secret=self[f"{prefix}_CLIENT_SECRET"],
        )
