"""What operators fill in."""

from decimal import Decimal
from uuid import uuid4

from django import forms

from shared_lib.money import Money
from shared_lib.stock import LotStatus

STATES = [("draft", "Draft"), ("active", "Active"), ("retired", "Retired")]
LOT_STATES = [
    (LotStatus.AVAILABLE.value, "Available"),
    (LotStatus.QUARANTINED.value, "Quarantined"),
    (LotStatus.RECALLED.value, "Recalled (final)"),
]


class PriceForm(forms.Form):
    """A new price, from now on."""

    amount = forms.DecimalField(
        min_value=Decimal("0.01"), decimal_places=2, max_digits=9, label="New price (USD)"
    )

    def money(self) -> Money:
        """Return the price in minor units."""
        return Money(int(self.cleaned_data["amount"] * 100), "USD")


class SkuForm(forms.Form):
    """Whether a SKU is offered, and when it counts as low."""

    status = forms.ChoiceField(choices=STATES)
    par_level = forms.IntegerField(min_value=0, max_value=100_000, label="Low at")


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

    code = forms.CharField(max_length=40, label="Lot number")
    quantity = forms.IntegerField(min_value=1, max_value=1_000_000)
    expires_on = forms.DateField(
        required=False, label="Last day of use", widget=forms.DateInput(attrs={"type": "date"})
    )
    location = forms.CharField(max_length=40, initial="main")


class AdjustForm(Once):
    """A correction of what a lot holds."""

    delta = forms.IntegerField(label="More or fewer (-)", min_value=-1_000_000, max_value=1_000_000)
    reason = forms.CharField(max_length=120)


class LotStatusForm(Once):
    """Whether a lot may be sold."""

    status = forms.ChoiceField(choices=LOT_STATES)
    reason = forms.CharField(max_length=120)
