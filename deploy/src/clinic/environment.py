"""What each group of processes is told, and nothing else: the shop gets no address or key of the records."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from clinic import secret
from clinic.drawn import Drawn
from clinic.home import Home
from clinic.told import Told

Environment = Mapping[str, str]
CLIENT = "countersign-portal"
TITLES: Mapping[str, str] = {"shop": "Alder & Vale", "rx": "AV Care"}
"""What a customer reads on the payment page and the statement: a trade name that tells of no treatment."""


_BOTH = (
    *("checkout.session.completed", "checkout.session.expired"),
    *("payment_intent.succeeded", "payment_intent.canceled"),
    *("refund.created", "refund.updated", "refund.failed"),
)
EVENTS: Mapping[str, Sequence[str]] = {
    "shop": (*_BOTH, "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed"),
    "rx": (*_BOTH, "payment_intent.amount_capturable_updated"),
}
"""The types of event that each account's webhook is registered for, at Stripe too (deploy/README.md)."""


def write(home: Home, told: Told, drawn: Drawn) -> None:
    """Keep one file per group, of mode 0600; each line is NAME=value."""
    for group, build in GROUPS.items():
        content = {**common(home, told), **build(home, told, drawn)}
        path = home.folder("env") / f"{group}.env"
        secret.keep(path, "".join(f"{name}={value}\n" for name, value in content.items()))


def read(home: Home, group: str) -> Environment:
    """Return what a group is told."""
    lines = (home.run / "env" / f"{group}.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines)


PROMPT = "100"
"""Milliseconds between an idle worker's looks at its queues; the library's own second is felt."""


def common(home: Home, told: Told) -> Environment:
    """Return what every process may know."""
    return {
        "COUNTERSIGN_PROFILE": "local",
        "CLOCK_FILE": str(home.clock),
        "STOREFRONT_URL": told.address("storefront"),
        "PORTAL_URL": told.address("portal"),
        "ROLE_PREFIX": told.prefix,
        "dramatiq_worker_timeout": PROMPT,
    }


def storefront(home: Home, told: Told, drawn: Drawn) -> Environment:
    """Return what the shop and its worker are told."""
    return {
        "REDIS_URL": told.redis,
        "SHOP_DATABASE_URL": told.logins["storefront"],
        "STOREFRONT_SECRET_KEY": drawn["storefront_secret_key"],
        "STOREFRONT_VAULT_KEY": drawn["storefront_vault_key"],
        "OIDC_SIGNING_KEY_FILE": _key(home, "oidc"),
        "PAIRWISE_SALT": drawn["pairwise_salt"],
        "PORTAL_CLIENT_ID": CLIENT,
        "PORTAL_CLIENT_SECRET": drawn["portal_client_secret"],
        "STRIPE_API_BASE": told.address("stripe"),
        "STRIPE_SECRET_KEY": f"sk_test_{drawn['shop_stripe_key']}",
        "STRIPE_WEBHOOK_SECRET": f"whsec_{drawn['shop_webhook_secret']}",
        "NOTIFY_URL": f"{told.address('counterparts')}/notify",
        "MEDIA_ROOT": str(home.folder("media")),
        "STATIC_ROOT": str(home.folder("static")),
        "METRICS_TOKEN": drawn["metrics_token"],
        "PROMETHEUS_MULTIPROC_DIR": str(home.folder("metrics/shop")),
        "CRASH_FOLDER": str(home.folder("crash/shop")),
    }


def portal(home: Home, told: Told, drawn: Drawn) -> Environment:
    """Return what the desk and its worker are told."""
    return {
        "REDIS_URL": told.redis,
        "RX_DATABASE_URL": told.logins["portal"],
        "PORTAL_SHOP_DATABASE_URL": told.logins["portal_shop"],
        "PORTAL_SECRET_KEY": drawn["portal_secret_key"],
        "PORTAL_VAULT_KEY": drawn["portal_vault_key"],
        "PORTAL_INDEX_KEY": drawn["portal_index_key"],
        "PORTAL_SIGNING_KEY_FILE": _key(home, "signing"),
        "OIDC_ISSUER": told.address("storefront"),
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": drawn["portal_client_secret"],
        "STAFF_OIDC_ISSUER": told.address("storefront"),
        "STAFF_OIDC_CLIENT_ID": CLIENT,
        "STAFF_OIDC_CLIENT_SECRET": drawn["portal_client_secret"],
        "STRIPE_API_BASE": told.address("stripe"),
        "STRIPE_SECRET_KEY": f"sk_test_{drawn['rx_stripe_key']}",
        "STRIPE_WEBHOOK_SECRET": f"whsec_{drawn['rx_webhook_secret']}",
        "NOTIFY_URL": f"{told.address('counterparts')}/notify",
        "PHARMACY_URL": f"{told.address('counterparts')}/pharmacy",
        "PHARMACY_KEY": drawn["pharmacy_key"],
        "PHARMACY_WEBHOOK_SECRET": drawn["pharmacy_webhook_secret"],
        "NOTIFY_WEBHOOK_SECRET": drawn["notify_webhook_secret"],
        "VIDEO_URL": f"{told.address('counterparts')}/video",
        "METRICS_TOKEN": drawn["metrics_token"],
        "PROMETHEUS_MULTIPROC_DIR": str(home.folder("metrics/rx")),
        "CRASH_FOLDER": str(home.folder("crash/rx")),
    }


def migrations(_: Home, told: Told, __: Drawn) -> Environment:
    """Return what the trees of migrations are told."""
    return {"SHOP_MIGRATOR_URL": told.logins["migrator_shop"], "RX_MIGRATOR_URL": told.logins["migrator_rx"]}


def relay_shop(_: Home, told: Told, __: Drawn) -> Environment:
    """Return what the shop's relay is told: it rings the outbox under the shop's login."""
    return {"BROKER_URL": told.redis, "SHOP_DATABASE_URL": told.logins["storefront"]}


def relay_rx(_: Home, told: Told, __: Drawn) -> Environment:
    """Return what the desk's relay is told."""
    return {"BROKER_URL": told.redis, "RX_DATABASE_URL": told.logins["portal"]}


def scheduler(_: Home, told: Told, __: Drawn) -> Environment:
    """Return what the scheduler is told: it moves timers of both databases, and can open no record."""
    return {"SHOP_DATABASE_URL": told.logins["storefront"], "RX_DATABASE_URL": told.logins["portal"]}


def sealer(home: Home, told: Told, _: Drawn) -> Environment:
    """Return what the sealer is told."""
    return {
        "SEALER_SHOP_URL": told.logins["sealer_shop"],
        "SEALER_RX_URL": told.logins["sealer_rx"],
        "SEAL_KEY_FILE": _key(home, "seal"),
        "ANCHOR_DIR": str(home.folder("anchor")),
    }


def stripe(home: Home, told: Told, drawn: Drawn) -> Environment:
    """Return what the Stripe double is told: two accounts, by key, each with its own webhook."""
    accounts = [
        _merchant(name, TITLES[name], drawn, f"{told.address(page)}/webhooks/stripe")
        for name, page in (("shop", "storefront"), ("rx", "portal"))
    ]
    return {
        "STRIPE_ACCOUNTS": json.dumps(accounts),
        "DOUBLE_STATE_FILE": str(home.folder("stripe") / "books.sqlite"),
        "DOUBLE_PUBLIC_URL": told.address("stripe"),
    }


def counterparts(home: Home, told: Told, drawn: Drawn) -> Environment:
    """Return what the outside parties' doubles are told."""
    return {
        "COUNTERPARTS_STATE_FILE": str(home.folder("counterparts") / "kept.db"),
        "PHARMACY_WEBHOOK_URL": f"{told.address('portal')}/webhooks/pharmacy",
        "PHARMACY_KEY": drawn["pharmacy_key"],
        "PHARMACY_WEBHOOK_SECRET": drawn["pharmacy_webhook_secret"],
        "NOTIFY_WEBHOOK_URL": f"{told.address('portal')}/webhooks/texts",
        "NOTIFY_WEBHOOK_SECRET": drawn["notify_webhook_secret"],
    }


def nothing(_: Home, __: Told, ___: Drawn) -> Environment:
    """Return no more than every process may know: the embedded servers read their own files."""
    return {}


GROUPS: Mapping[str, Callable[[Home, Told, Drawn], Environment]] = {
    "storefront": storefront,
    "portal": portal,
    "migrations": migrations,
    "relay-shop": relay_shop,
    "relay-rx": relay_rx,
    "scheduler": scheduler,
    "sealer": sealer,
    "stripe": stripe,
    "counterparts": counterparts,
    "servers": nothing,
}


def _key(home: Home, name: str) -> str:
    return str(Path(home.run, "keys", f"{name}.pem"))


def _merchant(name: str, title: str, drawn: Drawn, webhook_url: str) -> Mapping[str, object]:
    return {
        "name": name,
        "title": title,
        "key": f"sk_test_{drawn[f'{name}_stripe_key']}",
        "webhook_url": webhook_url,
        "webhook_secret": f"whsec_{drawn[f'{name}_webhook_secret']}",
        "enabled_events": EVENTS[name],
    }
