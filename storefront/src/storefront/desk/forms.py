"""What operators fill in."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms

from shared_lib.money import Money
from shared_lib.stock import LotStatus
from storefront.desk.service import Cause

STATES = [("draft", "Draft"), ("active", "Active"), ("retired", "Retired")]
LOT_STATES = [
    (LotStatus.AVAILABLE.value, "Available: can be sold"),
    (LotStatus.QUARANTINED.value, "Quarantined: withheld until released"),
    (LotStatus.RECALLED.value, "Recalled: withheld for good"),
]
LOT_LISTS = [(one.value, one.value.capitalize()) for one in LotStatus]
CAUSES = [
    (Cause.COUNTED.value, "Counted: it holds so many"),
    (Cause.DAMAGED.value, "Damaged: so many fewer"),
    (Cause.LOST.value, "Lost: so many fewer"),
    (Cause.FOUND.value, "Found: so many more"),
]


AMOUNT_REFUSED = {
    "required": "Enter an amount.",
    "invalid": "Enter dollars and cents with a point, such as 24.50.",
    "min_value": "At least one cent.",
    "max_decimal_places": "Dollars and cents have two decimals at most.",
    "max_digits": "That is too much.",
    "max_whole_digits": "That is too much.",
}

PIECES_REFUSED = {
    "required": "Enter a number of pieces.",
    "invalid": "Enter a whole number of pieces.",
    "min_value": "At least %(limit_value)s.",
    "max_value": "At most %(limit_value)s pieces.",
}


class PriceForm(forms.Form):
    """A new price, from now on."""

    amount = forms.DecimalField(
        min_value=Decimal("0.01"),
        decimal_places=2,
        max_digits=9,
        label="New price (USD)",
        error_messages=AMOUNT_REFUSED,
    )

    def money(self) -> Money:
        """Return the price in minor units."""
        return Money(int(self.cleaned_data["amount"] * 100), "USD")


class SkuForm(forms.Form):
    """Whether a SKU is offered, and when it counts as low."""

    status = forms.ChoiceField(choices=STATES)
    par_level = forms.IntegerField(
        min_value=0,
        max_value=100_000,
        label="Low at",
        error_messages=PIECES_REFUSED,
    )


class ProductForm(forms.Form):
    """A product's status and its words."""

    status = forms.ChoiceField(choices=STATES)
    name_en = forms.CharField(max_length=120, label="Name (English)")
    summary_en = forms.CharField(
        max_length=240, required=False, label="Summary (English)", widget=forms.Textarea(attrs={"rows": 2})
    )
    unit_text_en = forms.CharField(max_length=60, required=False, label="Unit (English)")
    name_es = forms.CharField(max_length=120, required=False, label="Name (Spanish)")
    summary_es = forms.CharField(
        max_length=240, required=False, label="Summary (Spanish)", widget=forms.Textarea(attrs={"rows": 2})
    )
    unit_text_es = forms.CharField(max_length=60, required=False, label="Unit (Spanish)")

    def texts(self) -> dict[str, dict[str, str]]:
        """Return the words by language."""
        fields = ("name", "summary", "unit_text")
        return {
            locale: {name: self.cleaned_data[f"{name}_{locale}"] for name in fields}
            for locale in ("en", "es")
        }


class Once(forms.Form):
    """A form that may be sent twice: its own reference tells the database that it is the same."""

    reference = forms.CharField(widget=forms.HiddenInput, initial=lambda: f"desk:{uuid4()}", max_length=64)


class ReceiveForm(Once):
    """Goods that have arrived."""

    code = forms.CharField(
        max_length=40, label="Lot number", error_messages={"required": "Enter the lot number on the goods."}
    )
    quantity = forms.IntegerField(min_value=1, max_value=1_000_000, error_messages=PIECES_REFUSED)
    expires_on = forms.DateField(
        required=False, label="Last day of use", widget=forms.DateInput(attrs={"type": "date"})
    )
    location = forms.CharField(max_length=40, initial="main")


class LotFilter(forms.Form):
    """Which lots to list."""

    q = forms.CharField(required=False, max_length=40, label="Lot or SKU begins with")
    status = forms.ChoiceField(choices=[("", "Any"), *LOT_LISTS], required=False, label="State")


class CorrectForm(Once):
    """A correction of what a lot holds: a whole count, or pieces damaged, lost or found."""

    cause = forms.ChoiceField(choices=CAUSES, label="What happened")
    pieces = forms.IntegerField(
        label="Pieces", min_value=0, max_value=1_000_000, error_messages=PIECES_REFUSED
    )
    why = forms.CharField(
        max_length=100, label="How it came about", error_messages={"required": "Say how it came about."}
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def delta(self) -> int:
        """Return how many more or fewer there are than the operator was shown."""
        cause, pieces = Cause(self.cleaned_data["cause"]), int(self.cleaned_data["pieces"])
        if cause is Cause.COUNTED:
            return pieces - int(self.cleaned_data["seen"])
        return pieces if cause is Cause.FOUND else -pieces

    def clean(self) -> dict[str, Any]:
        """Refuse what changes nothing, and more than there is."""
        found = super().clean() or self.cleaned_data
        if not self.errors and self.delta() == 0:
            raise forms.ValidationError("That is what the lot holds already.")
        if not self.errors and self.cleaned_data["seen"] + self.delta() < 0:
            raise forms.ValidationError(f"The lot holds only {self.cleaned_data['seen']}.")
        return found


class LotStatusForm(Once):
    """Whether a lot may be sold."""

    status = forms.ChoiceField(choices=LOT_STATES, label="State")
    reason = forms.CharField(max_length=120, label="Why", error_messages={"required": "Say why."})
