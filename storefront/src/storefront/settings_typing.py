"""Settings for tools that read the code and connect to nothing: the type checker, checks of migrations."""

import os

for _name, _value in {
    "COUNTERSIGN_PROFILE": "local",
    "REDIS_URL": "redis://localhost:1/0",
    "STOREFRONT_URL": "http://localhost",
    "PORTAL_URL": "http://localhost",
    "SHOP_DATABASE_URL": "postgresql://nobody@localhost:1/nowhere",
    "STOREFRONT_SECRET_KEY": os.urandom(32).hex(),
    "STOREFRONT_VAULT_KEY": "",
    "OIDC_SIGNING_KEY_FILE": os.devnull,
    "PAIRWISE_SALT": os.urandom(16).hex(),
    "PORTAL_CLIENT_ID": "none",
    "PORTAL_CLIENT_SECRET": os.urandom(16).hex(),
    "STRIPE_API_BASE": "http://localhost:1",
    "STRIPE_SECRET_KEY": "none",
    "STRIPE_WEBHOOK_SECRET": os.urandom(16).hex(),
    "NOTIFY_URL": "http://localhost:1",
    "MEDIA_ROOT": os.devnull,
    "STATIC_ROOT": f"{os.devnull}/static",
}.items():
    os.environ.setdefault(_name, _value or "AAAA")

from storefront.settings import *  # noqa: E402, F403
