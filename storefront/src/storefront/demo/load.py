"""Make the demo clinic's shop. Ids are made of names, so that a second run finds the first one's rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from shared_lib import catalog, stock
from shared_lib.money import Money
from shared_lib.stock import LotStatus, NewLot
from storefront.catalog.models import Category, CategoryText, Lot, Price, Product, ProductText, Sku
from storefront.checkout.models import PromoCode, ShippingMethod, TaxRate
from storefront.demo import browsing
from storefront.demo.goods import GOODS, MEMBERSHIPS, DemoProduct, DemoSku
from storefront.demo.prescriptions import PRESCRIPTIONS
from storefront.demo.shelves import SHELVES
from storefront.demo.taxes import RATES
from storefront.kit import actor, audit, clock
from storefront.kit.db import run

EVERYTHING: Sequence[DemoProduct] = (*GOODS, *PRESCRIPTIONS, *MEMBERSHIPS)
NAMESPACE = UUID("0b0e4c52-6c1f-5d0e-9a3e-3f9a0d5b7c11")


def everything() -> None:
    """Make shelves, products, prices, lots, delivery methods, taxes and the promo code."""
    now = clock.now()
    with transaction.atomic(durable=True):
        for position, (slug, english, spanish) in enumerate(SHELVES):
            _shelf(slug, position, english, spanish)
        browsing.words()
        for position, product in enumerate(EVERYTHING):
            _product(product, position, now)
        _alternatives()
        browsing.of_products(EVERYTHING, identity)
        _delivery()
        _taxes()
        _promo(now)


def identity(*names: str) -> UUID:
    """Return the id of a demo thing by its names."""
    return uuid5(NAMESPACE, ":".join(names))


def _shelf(slug: str, position: int, english: tuple[str, str], spanish: tuple[str, str]) -> None:
    shelf = identity("category", slug)
    Category.objects.get_or_create(
        id=shelf, defaults={"slug": slug, "position": position, "status": "active"}
    )
    for locale, (name, summary) in (("en", english), ("es", spanish)):
        CategoryText.objects.get_or_create(
            category_id=shelf, locale=locale, defaults={"name": name, "summary": summary}
        )


def _product(demo: DemoProduct, position: int, now: datetime) -> None:
    product_id = identity("product", demo.slug)
    Product.objects.get_or_create(
        id=product_id,
        defaults={
            "slug": demo.slug,
            "kind": demo.kind,
            "needs_prescription": demo.kind == "rx",
            "category_id": identity("category", demo.shelf),
            "rx_class": demo.rx_class,
            "pharmacy": demo.pharmacy,
            "cold_chain": demo.cold_chain,
            "days_supply": demo.days_supply,
            "tax_class": demo.tax_class,
            "status": "active",
            "position": position,
            "ingredients": list(demo.ingredients),
            "picture": demo.picture,
            "introduced_on": (now - timedelta(days=demo.introduced)).date(),
        },
    )
    for order, (locale, texts) in enumerate((("en", demo.english), ("es", demo.spanish))):
        _words(product_id, locale, texts, demo.points[order], demo.terms[order])
    for order, sku in enumerate(demo.skus):
        _sku(sku, product_id, order, now)


def _words(
    product_id: UUID, locale: str, texts: tuple[str, str, str], points: Sequence[str], terms: Sequence[str]
) -> None:
    name, summary, unit = texts
    told = {"name": name, "summary": summary, "unit_text": unit}
    found = {"points": list(points), "search_terms": list(terms)}
    ProductText.objects.get_or_create(product_id=product_id, locale=locale, defaults=told | found)


def _sku(demo: DemoSku, product_id: UUID, position: int, now: datetime) -> None:
    sku_id = identity("sku", demo.code)
    Sku.objects.get_or_create(
        id=sku_id,
        defaults={
            "product_id": product_id,
            "code": demo.code,
            "attributes": dict(demo.attributes),
            "weight_g": demo.weight_g,
            "stocked": bool(demo.lots),
            "par_level": demo.par_level,
            "position": position,
            "picture": demo.picture,
            "ndc": demo.ndc,
            "period": demo.period,
        },
    )
    if not Price.objects.filter(sku_id=sku_id).exists():
        run(
            catalog.set_price(
                price_id=identity("price", demo.code),
                sku_id=sku_id,
                price=Money(demo.price),
                valid_from=now,
                now=now,
                entry=audit.entry(actor.SYSTEM, "price.set", f"sku:{demo.code}", at=now),
            )
        )
    lots = [(lot, "available") for lot in demo.lots] + [(lot, "quarantined") for lot in demo.quarantined]
    for number, ((pieces, days), status) in enumerate(lots, start=1):
        last = None if days is None else (now + timedelta(days=days)).date()
        lot_code = f"{demo.code}-L{number}"
        lot = NewLot(
            id=identity("lot", lot_code),
            sku_id=sku_id,
            code=lot_code,
            location="main",
            quantity=pieces,
            expires_on=last,
            status=LotStatus(status),
        )
        _lot(lot, now)


def _lot(lot: NewLot, now: datetime) -> None:
    if Lot.objects.filter(sku_id=lot.sku_id, code=lot.code).exists():
        return
    entry = audit.entry(actor.SYSTEM, "stock.receive", f"lot:{lot.code}", at=now)
    run(stock.receive(reference=f"receipt:demo:{lot.code}", lot=lot, now=now, entry=entry))


def _alternatives() -> None:
    for demo in PRESCRIPTIONS:
        if demo.alternative:
            Product.objects.filter(id=identity("product", demo.slug), alternative_product=None).update(
                alternative_product_id=identity("product", demo.alternative)
            )


def _delivery() -> None:
    ShippingMethod.objects.get_or_create(
        code="standard",
        defaults={
            "name": "Standard delivery",
            "name_es": "Envío normal",
            "days": "Three to five working days",
            "days_es": "De tres a cinco días laborables",
            "amount": 495,
            "free_from": 7500,
            "position": 1,
        },
    )
    ShippingMethod.objects.get_or_create(
        code="express",
        defaults={
            "name": "Express delivery",
            "name_es": "Envío urgente",
            "days": "One to two working days",
            "days_es": "De uno a dos días laborables",
            "amount": 1495,
            "free_from": None,
            "position": 2,
        },
    )


def _taxes() -> None:
    TaxRate.objects.bulk_create(
        (
            TaxRate(state=state, tax_class=tax_class, rate=rate)
            for state, rate in RATES.items()
            for tax_class in ("general", "supplement")
        ),
        ignore_conflicts=True,
    )


def _promo(now: datetime) -> None:
    PromoCode.objects.get_or_create(
        code="WELCOME10", defaults={"rate": 1_000, "once_per_email": True, "valid_from": now}
    )
