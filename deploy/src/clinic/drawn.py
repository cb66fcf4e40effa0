"""What is drawn at random at first start and kept: passwords, keys, and the demo people's logins."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from clinic import secret
from clinic.home import Home
from clinic.provision.plan import LOGINS

STAFF = ("clinician", "clinician2", "pharmacist", "admin", "compliance", "editor", "operator")
SIGNERS = ("clinician", "clinician2", "pharmacist")
DOMAIN = "alderandvale.example"

PASSWORDS = (
    "administrator",
    "valkey",
    "supervisor",
    "storefront_secret_key",
    "pairwise_salt",
    "portal_client_secret",
    "shop_webhook_secret",
    "rx_webhook_secret",
    "shop_stripe_key",
    "rx_stripe_key",
    "pharmacy_key",
    "pharmacy_webhook_secret",
    "notify_webhook_secret",
    "metrics_token",
)
KEYS = ("storefront_vault_key", "portal_secret_key", "portal_vault_key", "portal_index_key")


@dataclass(frozen=True)
class Drawn:
    """Everything random: `values` by name, the passwords of database `logins`, the demo `people` by role."""

    values: dict[str, str]
    logins: dict[str, str]
    people: dict[str, dict[str, str]]

    def __getitem__(self, name: str) -> str:
        return self.values[name]


def keep(home: Home) -> Drawn:
    """Return what was drawn before, and draw what is missing."""
    known: dict[str, Any] = json.loads(home.secrets.read_text()) if home.secrets.is_file() else {}
    drawn = Drawn(
        values={name: secret.password() for name in PASSWORDS}
        | {name: secret.key() for name in KEYS}
        | known.get("values", {}),
        logins={login.name: secret.password() for login in LOGINS} | known.get("logins", {}),
        people={role: _person(role) for role in STAFF} | known.get("people", {}),
    )
    home.folder(".")
    secret.keep(home.secrets, json.dumps(asdict(drawn), indent=1))
    _keep_keys(home.folder("keys"))
    return drawn


def _person(role: str) -> dict[str, str]:
    person = {"email": f"{role}@{DOMAIN}", "password": secret.password(), "totp_secret": secret.totp()}
    return person | ({"signing_totp_secret": secret.totp()} if role in SIGNERS else {})


def _keep_keys(folder: Path) -> None:
    if not (oidc := folder / "oidc.pem").is_file():
        _keep_key(oidc, rsa.generate_private_key(public_exponent=65537, key_size=2048))
    for name in ("signing", "seal"):
        if not (path := folder / f"{name}.pem").is_file():
            _keep_key(path, ed25519.Ed25519PrivateKey.generate())


def _keep_key(path: Path, key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey) -> None:
    secret.keep(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
