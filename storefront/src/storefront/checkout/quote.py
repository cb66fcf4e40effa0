"""What a basket comes to for one address: discount, delivery, tax. No I/O: every number is handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared_lib.money import Money
from storefront.basket.queries import Item
from storefront.order.schemas import DraftLine


@dataclass(frozen=True, slots=True)
class Quote:
    """What is to be paid, line by line and in all. `tax` is None while the state is not known."""

    lines: Sequence[DraftLine]
    goods: Money
    discount: Money
    shipping: Money
    tax: Money | None

    @property
    def total(self) -> Money:
        """Return the sum of it all."""
        return self.goods - self.discount + self.shipping + (self.tax or Money(0, self.goods.currency))


def quote(
    items: Sequence[Item], *, promo_rate: int, shipping: Money, tax_rates: Mapping[str, int] | None
) -> Quote:
    """Return what these items come to.

    The discount is taken from each line, so that tax is due on what is really paid; delivery is not taxed.
    `promo_rate` and the rates by tax class are hundredths of a percent.
    """
    lines = [_line(item, promo_rate, tax_rates or {}) for item in items]
    nothing = Money(0, shipping.currency)
    return Quote(
        lines,
        goods=sum((line.unit * line.quantity for line in lines), nothing),
        discount=sum((line.discount for line in lines), nothing),
        shipping=shipping,
        tax=None if tax_rates is None else sum((line.tax for line in lines), nothing),
    )


def _line(item: Item, promo_rate: int, tax_rates: Mapping[str, int]) -> DraftLine:
    product = item.offer.product
    discount = item.total.share(promo_rate)
    rate = tax_rates.get(product.tax_class, 0)
    return DraftLine(
        sku_id=item.sku_id,
        slug=product.slug,
        name=product.name,
        variant=item.variant,
        quantity=item.quantity,
        unit=item.offer.price or Money(0),
        discount=discount,
        tax=(item.total - discount).share(rate),
        tax_rate=rate,
    )
