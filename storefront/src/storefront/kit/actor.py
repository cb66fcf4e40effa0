"""Who acts in the shop: a signed-in person, a guest known by a random reference, or a process."""

from django.http import HttpRequest

from shared_lib.identity import Actor

SYSTEM = Actor.system("shop")


def of(request: HttpRequest, *, guest: str = "visitor") -> Actor:
    """Return the actor of a request; `guest` is the reference of a visitor without an account."""
    if request.user.is_authenticated:
        return Actor(f"account:{request.user.pk}", "shopper")
    return Actor.guest(guest)
