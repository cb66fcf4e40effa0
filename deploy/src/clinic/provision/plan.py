"""Who may enter what: the owners, logins, databases and schemas of a clinic, as one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

OWNERS = ("shared_owner", "storefront_owner", "rx_owner", "audit_owner")

MINUTE = 60_000
"""Milliseconds."""


@dataclass(frozen=True)
class Login:
    """A role that connects, and how long it may keep others waiting (milliseconds, 0 for no limit)."""

    name: str
    statement_timeout: int
    lock_timeout: int
    idle_in_transaction_session_timeout: int

    def settings(self) -> Mapping[str, str]:
        """Return what holds for every session of this login."""
        return {
            "statement_timeout": str(self.statement_timeout),
            "lock_timeout": str(self.lock_timeout),
            "idle_in_transaction_session_timeout": str(self.idle_in_transaction_session_timeout),
            "TimeZone": "UTC",
        }


@dataclass(frozen=True)
class Schema:
    """A schema, the role that owns it, who may look into it, and who may write what its owner makes there."""

    name: str
    owner: str
    users: Sequence[str]
    writer: str | None = None
    referrer: str | None = None


@dataclass(frozen=True)
class Database:
    """A database: its schemas, and for each login that may connect where it looks for names."""

    name: str
    schemas: Sequence[Schema]
    search_paths: Mapping[str, str] = field(default_factory=dict)


LOGINS = (
    Login("storefront", MINUTE // 4, 5_000, MINUTE // 2),
    Login("portal", MINUTE // 4, 5_000, MINUTE // 2),
    Login("sealer", MINUTE // 2, 5_000, MINUTE),
    Login("report", 2 * MINUTE, 5_000, MINUTE),
    Login("migrator", 0, 10_000, 0),
)

SHOP = Database(
    "shop",
    (
        Schema(
            "shared",
            "shared_owner",
            ("storefront", "portal", "report", "storefront_owner"),
            None,
            "storefront_owner",
        ),
        Schema("storefront", "storefront_owner", ("storefront", "report"), "storefront"),
        Schema(
            "audit", "audit_owner", ("storefront", "sealer", "report", "shared_owner", "storefront_owner")
        ),
    ),
    {
        "storefront": "storefront, shared",
        "portal": "shared",
        "sealer": "audit",
        "report": "storefront, shared, audit",
        "migrator": "storefront, shared",
    },
)

RX = Database(
    "rx",
    (
        Schema("rx", "rx_owner", ("portal", "report"), "portal"),
        Schema("audit", "audit_owner", ("portal", "sealer", "report", "rx_owner")),
    ),
    {"portal": "rx", "sealer": "audit", "report": "rx, audit", "migrator": "rx"},
)

DATABASES = (SHOP, RX)
