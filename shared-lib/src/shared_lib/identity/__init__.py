"""Who acts: roles as sets of scopes, the actor of a change, and the identity provider's token."""

from shared_lib.identity.actor import Actor, AnonymousActor
from shared_lib.identity.roles import SCOPES, Role, Scope, scopes_of
from shared_lib.identity.token import Identity, TokenRefused, verify_id_token

__all__ = [
    "SCOPES",
    "Actor",
    "AnonymousActor",
    "Identity",
    "Role",
    "Scope",
    "TokenRefused",
    "scopes_of",
    "verify_id_token",
]
