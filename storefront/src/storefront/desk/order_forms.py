"""What operators fill in about orders."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from shared_lib.ids import uuid7
from shared_lib.money import Money
from storefront.desk.forms import AMOUNT_REFUSED
from storefront.order.schemas import Back, Left, LineLeft, Wanted
from storefront.order.states import Fate

ORDER_STATES = [
    ("", "Any"),
    ("pending", "To be paid"),
    ("paid", "To be sent"),
    ("part_shipped", "Part sent"),
    ("fulfilled", "Sent"),
    ("cancelled", "Cancelled"),
]
PAYMENTS = [
    ("", "Any"),
    ("unpaid", "Not paid"),
    ("paid", "Paid, nothing refunded"),
    ("part_refunded", "Part refunded"),
    ("refunded", "Wholly refunded"),
    ("refund_open", "Refund on its way"),
    ("refund_failed", "Refund failed"),
    ("refund_to_see_to", "Refund failed, to be seen to"),
]
CARRIERS = [("usps", "USPS"), ("ups", "UPS"), ("fedex", "FedEx")]
FATES = [
    (Fate.RESTOCKED.value, "Back on the shelf"),
    (Fate.WRITTEN_OFF.value, "Written off"),
    (Fate.KEPT.value, "The shopper keeps or still gets it"),
]


def _a_day(label: str) -> forms.DateField:
    return forms.DateField(
        required=False, label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class OrderFilter(forms.Form):
    """Which orders to list."""

    q = forms.CharField(required=False, max_length=80, label="Reference, name or e-mail")
    status = forms.ChoiceField(choices=ORDER_STATES, required=False, label="State")
    payment = forms.ChoiceField(choices=PAYMENTS, required=False, label="Payment")
    since = _a_day("Placed from (UTC)")
    until = _a_day("to")
    lot = forms.UUIDField(required=False, widget=forms.HiddenInput)


class Pieces(forms.Form):
    """A form with a number of pieces for each line of an order."""

    def __init__(self, left: Left, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = left
        for line, most in self.choices():
            self.fields[f"pieces_{line.line.id}"] = forms.IntegerField(
                min_value=0,
                max_value=most,
                required=False,
                initial=self.at_first(line, most),
                label=f"Pieces of {line.line.name}",
                error_messages={"max_value": "At most %(limit_value)s.", "min_value": "None, or more."},
            )

    def choices(self) -> Iterable[tuple[LineLeft, int]]:
        """Return the lines that can be chosen, each with how many pieces at most."""
        return [(line, line.to_send) for line in self.left.lines if line.to_send]

    def at_first(self, line: LineLeft, most: int) -> int:
        """Return how many pieces are chosen before anybody has."""
        return most

    def pieces(self) -> Mapping[UUID, int]:
        """Return the pieces by line, once the form is known to be valid."""
        return {
            line.line.id: count
            for line, _ in self.choices()
            if (count := self.cleaned_data.get(f"pieces_{line.line.id}"))
        }

    def rows(self) -> Iterable[dict[str, Any]]:
        """Return for each line what the screen shows of it."""
        return [
            {"left": line, "most": most, "pieces": self[f"pieces_{line.line.id}"]}
            for line, most in self.choices()
        ]


class ShipForm(Pieces):
    """A parcel that has left."""

    carrier = forms.ChoiceField(choices=CARRIERS)
    tracking = forms.CharField(
        max_length=60,
        label="Tracking number",
        error_messages={"required": "Enter the number on the parcel's label."},
    )

    def clean_tracking(self) -> str:
        """Fold a number to how carriers read it: labels print it in groups."""
        number = re.sub(r"[\s-]", "", str(self.cleaned_data["tracking"])).upper()
        if not (number.isascii() and number.isalnum()):
            raise forms.ValidationError("Enter the number as on the label: letters and digits.")
        return number

    def clean(self) -> dict[str, Any]:
        """Refuse an empty parcel."""
        found = super().clean() or self.cleaned_data
        if not self.errors and not self.pieces():
            raise forms.ValidationError("Choose at least one piece for the parcel.")
        return found


class RefundForm(Pieces):
    """Money that goes back, for goods and delivery or an amount; `submission` makes a double click one."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    delivery = forms.BooleanField(required=False, label="The delivery too")
    amount = forms.DecimalField(
        min_value=Decimal("0.01"),
        decimal_places=2,
        max_digits=9,
        required=False,
        label="An amount instead (USD)",
        error_messages=AMOUNT_REFUSED,
    )
    reason = forms.CharField(
        max_length=120, label="Why", error_messages={"required": "Say why. Only staff read it."}
    )

    def __init__(self, left: Left, *args: Any, **kwargs: Any) -> None:
        super().__init__(left, *args, **kwargs)
        for line, _ in self.choices():
            first = Fate.RESTOCKED if line.to_send >= line.to_refund else Fate.KEPT
            self.fields[f"fate_{line.line.id}"] = forms.ChoiceField(
                choices=FATES, initial=first.value, required=False, label=f"What becomes of {line.line.name}"
            )
        if not left.delivery:
            del self.fields["delivery"]

    def choices(self) -> Iterable[tuple[LineLeft, int]]:
        """Return the lines whose price can still go back."""
        return [(line, line.to_refund) for line in self.left.lines if line.to_refund]

    def at_first(self, line: LineLeft, most: int) -> int:
        """Return nothing."""
        return 0

    def rows(self) -> Iterable[dict[str, Any]]:
        """Return for each line what the screen shows of it."""
        return [
            {**row, "fate": self[f"fate_{row['left'].line.id}"], "worth": row["left"].worth(row["most"])}
            for row in super().rows()
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for goods, the delivery or an amount, and not for both kinds."""
        found = super().clean() or self.cleaned_data
        goods = bool(self.pieces()) or bool(found.get("delivery"))
        if not self.errors and goods == bool(found.get("amount")):
            raise forms.ValidationError(
                "Choose goods or an amount, not both." if goods else "Choose what goes back, or an amount."
            )
        return found

    def money(self, currency: str) -> Money | None:
        """Return the amount in minor units, if one was asked for."""
        amount = self.cleaned_data.get("amount")
        return Money(int(amount * 100), currency) if amount else None

    def chosen(self) -> Iterable[dict[str, Any]]:
        """Return what was chosen, in words."""
        names = {line.line.id: line.line.name for line, _ in self.choices()}
        return [
            {"count": back.quantity, "name": names[line_id], "fate": dict(FATES)[back.fate.value].lower()}
            for line_id, back in self.wanted().lines.items()
        ]

    def wanted(self) -> Wanted:
        """Return the goods and the delivery that were chosen."""
        lines = {
            line_id: Back(count, Fate(self.cleaned_data.get(f"fate_{line_id}") or Fate.KEPT))
            for line_id, count in self.pieces().items()
        }
        return Wanted(lines, with_delivery=bool(self.cleaned_data.get("delivery")))


class CancelForm(forms.Form):
    """Why an order ends."""

    why = forms.CharField(max_length=240, required=False, label="Why (only staff read it)")


class NoteForm(forms.Form):
    """What the next one should know."""

    text = forms.CharField(
        max_length=2000,
        label="Note",
        help_text="Only staff read it. Nothing about anybody's health.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write something first."},
    )
