"""Using a promo code, and giving the use back; a transaction is open."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F, Q

from storefront.checkout.errors import PromoSpent
from storefront.checkout.models import PromoCode, PromoUse
from storefront.kit.db import savepoint


def use_promo(promo: PromoCode, *, order_id: UUID, email: str, now: datetime) -> None:
    """Count one use. The count is one conditional update, so that a limit holds however many ask at once.

    :raises PromoSpent: the limit is reached, or this e-mail has used it.
    """
    left = Q(most_uses=None) | Q(uses__lt=F("most_uses"))
    if not PromoCode.objects.filter(left, id=promo.id).update(uses=F("uses") + 1):
        raise PromoSpent("This code has been used as often as it could be.")
    try:
        with savepoint():
            PromoUse.objects.create(
                promo=promo,
                order_id=order_id,
                email=email.casefold(),
                is_single=promo.once_per_email,
                used_at=now,
            )
    except IntegrityError as error:
        raise PromoSpent("This code was used with your e-mail address before.") from error


def give_promo_back(order_id: UUID, *, now: datetime) -> None:
    """Take back an order's use of a code, once however often it is asked."""
    uses = PromoUse.objects.filter(order_id=order_id, given_back_at=None)
    promo_id = uses.values_list("promo_id", flat=True).first()
    if promo_id is not None and uses.update(given_back_at=now):
        PromoCode.objects.filter(id=promo_id).update(uses=F("uses") - 1)
