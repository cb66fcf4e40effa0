"""The actor of a change or a read: a person in a role, or a named process of the clinic."""

from dataclasses import dataclass

from shared_lib.errors import Invalid
from shared_lib.identity.roles import Role, Scope, scopes_of


class AnonymousActor(Invalid):
    """An audited act was attempted by nobody in particular."""

    code = "anonymous_actor"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts. `id` is opaque: a portal subject, a shop account, `guest:...` or `system:...`."""

    id: str
    role: str
    scopes: frozenset[Scope] = frozenset()

    def __post_init__(self) -> None:
        if not self.id or not self.role:
            raise AnonymousActor("An act needs an actor with an id and a role.")

    @classmethod
    def person(cls, subject: str, *roles: Role) -> "Actor":
        """Return a person acting in these roles; the first is the one recorded."""
        if not roles:
            raise AnonymousActor("A person acts in at least one role.")
        return cls(subject, roles[0].value, scopes_of(roles))

    @classmethod
    def system(cls, process: str) -> "Actor":
        """Return a process of the clinic, such as the scheduler, acting on its own."""
        return cls(f"system:{process}", "system")

    @classmethod
    def guest(cls, reference: str) -> "Actor":
        """Return a visitor without an account, known only by a random reference."""
        return cls(f"guest:{reference}", "guest")

    def may(self, scope: Scope) -> bool:
        """Tell whether this actor holds the scope."""
        return scope in self.scopes
