"""Who holds a basket: a guest by a cookie's token, or a signed-in shopper by the account."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shared_lib.vault import Link, link_hash, new_link

AGE = 60 * 24 * 3600
"""How long a guest's basket is remembered, in seconds."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Either an account or the hash of a guest's token; a new guest also has the link to be a cookie."""

    account_id: UUID | None = None
    token_hash: bytes | None = None
    fresh: Link | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether this shopper could have a basket already."""
        return self.account_id is not None or (self.token_hash is not None and self.fresh is None)


def of(request: HttpRequest) -> Holder:
    """Return the holder of a request's basket; a visitor without one gets a fresh token."""
    if request.user.is_authenticated:
        return Holder(account_id=request.user.pk)
    return guest_of(request) or _new_guest()


def guest_of(request: HttpRequest) -> Holder | None:
    """Return the guest that the cookie names, whoever is signed in."""
    token = request.COOKIES.get(settings.BASKET_COOKIE_NAME)
    return Holder(token_hash=link_hash(token)) if token else None


def remember(response: HttpResponse, holder: Holder) -> None:
    """Give a new guest the cookie."""
    if holder.fresh is not None:
        response.set_cookie(
            settings.BASKET_COOKIE_NAME,
            holder.fresh.token,
            max_age=AGE,
            secure=settings.SHOP.is_https,
            httponly=True,
            samesite="Lax",
        )


def _new_guest() -> Holder:
    link = new_link()
    return Holder(token_hash=link.hash, fresh=link)
