"""At login the guest's basket becomes the account's."""

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from storefront.basket import service
from storefront.basket.holder import Holder, guest_of
from storefront.kit import clock


@receiver(user_logged_in)
def merge_basket(request: HttpRequest | None, user: AbstractBaseUser, **_kwargs: object) -> None:
    """Merge, and say what there was too little of."""
    guest = guest_of(request) if request is not None else None
    if request is None or guest is None:
        return
    with transaction.atomic():
        short = service.join(
            guest, Holder(account_id=user.pk), locale=get_language() or "en", now=clock.now()
        )
    for change in short:
        told = _("Your baskets were joined. There are only %(count)s of %(name)s.")
        messages.warning(request, told % {"count": change.quantity, "name": change.name})
