"""A piece of SQL with its parameters, run by either application's own executor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL in psycopg's named style (`%(name)s`) and the values for it.

    The storefront runs one with `storefront.kit.db.run`, the portal with `rx_portal.kit.db.run`.
    """

    sql: str
    params: Mapping[str, Any] = field(default_factory=dict)
