"""How a process of the shop connects: one login, found names in `storefront` and then in `shared`."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PREPARED_AFTER = 5
"""Times that a connection runs a statement before the server keeps its plan."""


def database(url: str, *, owner: str | None = None) -> dict[str, Any]:
    """Return Django's description of the database at `url`; `owner` is the role to act as once connected."""
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    options |= {"server_side_binding": True, "prepare_threshold": PREPARED_AFTER}
    if owner:
        options["assume_role"] = owner
    return {
        "ENGINE": "storefront.kit.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": options,
    }
