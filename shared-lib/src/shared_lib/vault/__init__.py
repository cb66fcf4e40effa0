"""Sealing what must not be read: envelope encryption, blind indexes and single-use links."""

from shared_lib.vault.blind import blind_index, normalise
from shared_lib.vault.envelope import DataKey, KeyUnavailable, Tampered, Wrapped, new_data_key, unwrap
from shared_lib.vault.link import Link, link_hash, new_link
from shared_lib.vault.sealed import Place, open_, seal

__all__ = [
    "DataKey",
    "KeyUnavailable",
    "Link",
    "Place",
    "Tampered",
    "Wrapped",
    "blind_index",
    "link_hash",
    "new_data_key",
    "new_link",
    "normalise",
    "open_",
    "seal",
    "unwrap",
]
