"""Which orders there are, as operators look for them, and the same list as a file."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from storefront.order.models import LotUse, Order, OrderNote
from storefront.payment.models import Attempt, Refund
from storefront.payment.states import RefundStatus, Status

COLUMNS = (
    "reference",
    "placed_at",
    "paid_at",
    "status",
    "reason",
    "name",
    "email",
    "city",
    "state",
    "currency",
    "goods_amount",
    "discount_amount",
    "shipping_amount",
    "tax_amount",
    "total_amount",
    "refunded_amount",
    "shipping_code",
    "promo_code",
)

MARKED = "\u2019" + "".join(
    chr(code) for code in range(0xC0, 0x17F) if unicodedata.normalize("NFKD", chr(code))[0].isascii()
)
UNMARKED = "'" + "".join(unicodedata.normalize("NFKD", each)[0] for each in MARKED[1:])
PLAIN = str.maketrans(MARKED, UNMARKED)
"""Names are found without their accents, and with either apostrophe."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an operator looks for; nothing given is everything. The last day is looked for too."""

    q: str = ""
    status: str = ""
    payment: str = ""
    since: date | None = None
    until: date | None = None
    lot: UUID | None = None

    @property
    def is_anything(self) -> bool:
        """Tell whether anything was asked for."""
        return self != Asked()

    def words(self) -> dict[str, str]:
        """Return it by name, for an address and for the audit."""
        return {name: str(getattr(self, name)) for name in self.__slots__ if getattr(self, name)}


def orders(asked: Asked) -> QuerySet[Order]:
    """Return the orders asked for, newest first, each with `refunded_amount`."""
    sent = Refund.objects.filter(order_id=OuterRef("id")).exclude(status=RefundStatus.FAILED)
    total = sent.values("order_id").annotate(sum=Sum("amount")).values("sum")
    found = Order.objects.annotate(refunded_amount=Coalesce(Subquery(total), Value(0))).order_by(
        "-placed_at", "-id"
    )
    for word in asked.q.split():
        plain = word.translate(PLAIN)
        found = found.alias(
            plain_name=Func(
                "name", Value(MARKED), Value(UNMARKED), function="translate", output_field=CharField()
            )
        ).filter(Q(reference__istartswith=word) | Q(email__icontains=word) | Q(plain_name__icontains=plain))
    if asked.status:
        found = found.filter(status=asked.status)
    if asked.since:
        found = found.filter(placed_at__gte=_midnight(asked.since))
    if asked.until:
        found = found.filter(placed_at__lt=_midnight(asked.until + timedelta(days=1)))
    if asked.lot:
        found = found.filter(Exists(LotUse.objects.filter(order_id=OuterRef("id"), lot_id=asked.lot)))
    return found.filter(_by_payment(asked.payment)) if asked.payment else found


def failed_refunds() -> QuerySet[Refund]:
    """Return refunds that failed and nobody has seen to: none was asked for since, and no note written."""
    since = {"order_id": OuterRef("order_id")}
    others = Refund.objects.filter(**since, requested_at__gt=OuterRef("settled_at"))
    notes = OrderNote.objects.filter(**since, at__gt=OuterRef("settled_at"))
    return Refund.objects.filter(~Exists(others), ~Exists(notes), status=RefundStatus.FAILED)


def _by_payment(payment: str) -> Q:
    paid = Q(Exists(Attempt.objects.filter(order_id=OuterRef("id"), status=Status.PAID)))
    refunds = Refund.objects.filter(order_id=OuterRef("id"))
    return {
        "unpaid": ~paid,
        "paid": paid & Q(refunded_amount=0),
        "part_refunded": Q(refunded_amount__gt=0, refunded_amount__lt=F("total_amount")),
        "refunded": Q(refunded_amount__gte=F("total_amount")),
        "refund_open": Q(Exists(refunds.filter(status__in=(RefundStatus.REQUESTED, RefundStatus.PENDING)))),
        "refund_failed": Q(Exists(refunds.filter(status=RefundStatus.FAILED))),
        "refund_to_see_to": Q(Exists(failed_refunds().filter(order_id=OuterRef("id")))),
    }[payment]


class _Echo:
    def write(self, text: str) -> str:
        return text


def as_csv(found: QuerySet[Order]) -> Iterator[str]:
    """Return the orders as lines of CSV, a heading first; amounts with a point, times in UTC."""
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for row in found.values_list(*COLUMNS).iterator(chunk_size=500):
        yield writer.writerow(_cells(row))


def _cells(row: Iterable[object]) -> Iterator[str]:
    for name, value in zip(COLUMNS, row, strict=True):
        if name.endswith("_amount"):
            yield f"{Decimal(str(value)).scaleb(-2):.2f}"
            continue
        text = value.isoformat() if isinstance(value, datetime) else "" if value is None else str(value)
        yield f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
