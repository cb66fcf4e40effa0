"""The operators' verbs: each one transaction, each audited in it. Orders have theirs in the order slice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction

from shared_lib import catalog, stock
from shared_lib.audit.canonical import Value
from shared_lib.identity import Actor
from shared_lib.ids import uuid7
from shared_lib.money import Money
from shared_lib.stock import Lost, LotStatus, NewLot
from shared_lib.telemetry import standing
from storefront.catalog.models import Product, ProductText, Sku
from storefront.kit import audit
from storefront.kit.clock import real_now
from storefront.kit.db import run
from storefront.kit.outbox import SCHEMA


class Cause(StrEnum):
    """Why a lot holds another number than was thought."""

    COUNTED = "counted"
    DAMAGED = "damaged"
    LOST = "lost"
    FOUND = "found"


def change_product(
    product: Product, facts: dict[str, str], texts: dict[str, dict[str, str]], *, by: Actor, now: datetime
) -> bool:
    """Change a product's status and its texts by language, and tell whether anything changed.

    :param texts: by locale, then `name`, `summary`, `unit_text`.
    """
    with transaction.atomic(durable=True):
        changes: dict[str, Any] = {}
        for name, value in facts.items():
            if getattr(product, name) != value:
                changes[name] = value
        if changes:
            Product.objects.filter(pk=product.pk).update(**changes)
        for locale, words in texts.items():
            changes |= _write(product, locale, words)
        if changes:
            audit.record(by, "product.change", f"product:{product.slug}", at=now, changes=changes)
    return bool(changes)


def change_sku(sku: Sku, *, status: str, par_level: int, by: Actor, now: datetime) -> bool:
    """Offer or withdraw a SKU and set the level at which it counts as low; tell whether anything changed."""
    if (sku.status, sku.par_level) == (status, par_level):
        return False
    with transaction.atomic(durable=True):
        Sku.objects.filter(pk=sku.pk).update(status=status, par_level=par_level)
        changes: Mapping[str, Value] = {"status": status, "par_level": par_level}
        audit.record(by, "sku.change", f"sku:{sku.code}", at=now, changes=changes)
    return True


def change_price(sku: Sku, price: Money, *, by: Actor, now: datetime) -> bool:
    """Close the SKU's price and open a new one, which keeps the old; tell whether it is another.

    :raises PriceRefused: another price is already planned.
    """
    changes: Mapping[str, Value] = {"amount": price.amount, "currency": price.currency}
    with transaction.atomic(durable=True):
        entry = audit.entry(by, "price.set", f"sku:{sku.code}", at=now, changes=changes)
        rows = run(
            catalog.set_price(
                price_id=uuid7(), sku_id=sku.pk, price=price, valid_from=now, now=now, entry=entry
            )
        )
    return bool(rows[0][0])


def receive(sku: Sku, lot: NewLot, *, reference: str, by: Actor, now: datetime) -> None:
    """Take goods into a lot. The form's own reference makes a second click harmless.

    :raises LotMismatch: the lot is known with another date.
    """
    changes: Mapping[str, Value] = {"lot": lot.code, "quantity": lot.quantity, "location": lot.location}
    with transaction.atomic(durable=True):
        entry = audit.entry(by, "stock.receive", f"sku:{sku.code}", at=now, changes=changes)
        run(stock.receive(reference=reference, lot=lot, now=now, entry=entry))


def correct(
    lot_id: UUID, cause: Cause, delta: int, why: str, *, reference: str, by: Actor, now: datetime
) -> Sequence[Lost]:
    """Correct what a lot holds, up or down, and return the promises that can no longer be kept.

    :raises LotUnfit: it would hold less than nothing.
    :raises InvalidLines: nothing would change.
    """
    reason = f"{cause.value}: {why}"
    changes: Mapping[str, Value] = {"delta": delta, "cause": cause.value}
    with transaction.atomic(durable=True):
        entry = audit.entry(by, "stock.adjust", f"lot:{lot_id}", at=now, changes=changes, purpose=reason)
        if cause is Cause.DAMAGED:
            done = stock.destroy(
                reference=reference, lot_id=lot_id, quantity=-delta, reason=reason, now=now, entry=entry
            )
        else:
            done = stock.adjust(
                reference=reference, lot_id=lot_id, delta=delta, reason=reason, now=now, entry=entry
            )
        return Lost.all_of(run(done))


def set_lot_status(
    lot_id: UUID, status: LotStatus, reason: str, *, reference: str, by: Actor, now: datetime
) -> Sequence[Lost]:
    """Withhold a lot, recall it, or release it from quarantine, and return the promises that break.

    :raises LotMismatch: it was recalled or has expired, which is final.
    """
    changes = {"status": status.value}
    with transaction.atomic(durable=True):
        entry = audit.entry(by, "stock.set_status", f"lot:{lot_id}", at=now, changes=changes, purpose=reason)
        rows = run(
            stock.set_lot_status(
                reference=reference, lot_id=lot_id, status=status, reason=reason, now=now, entry=entry
            )
        )
    return Lost.all_of(rows)


def redrive(event_id: UUID, *, by: Actor, now: datetime) -> str:
    """Have an outbox row that was set aside tried again from nothing, and return its type.

    :raises DeadLetterNotFound: it is not set aside.
    """
    with transaction.atomic(durable=True):
        rows = run(standing.redrive(SCHEMA, event_id, real_now=real_now()))
        kind = standing.redriven(rows)
        audit.record(by, "operations.redrive", f"outbox:{event_id}", at=now, changes={"type": kind})
    return kind


def _write(product: Product, locale: str, words: dict[str, str]) -> dict[str, Any]:
    kept = ProductText.objects.filter(product=product, locale=locale)
    was = kept.values(*words).first()
    changed = {name: value for name, value in words.items() if not was or was[name] != value}
    if not changed or (was is None and not words.get("name")):
        return {}
    if was is None:
        ProductText.objects.create(product=product, locale=locale, **words)
    else:
        kept.update(**changed)
    return {f"{locale}.{name}": value for name, value in changed.items()}
