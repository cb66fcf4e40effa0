"""Forms for what a shopper tells about themselves."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from storefront.account.models import Address, User

POSTCODE = RegexValidator(r"^\d{5}(-\d{4})?$", _("Enter five digits, such as 04101."))
STATE = RegexValidator(r"^[A-Za-z]{2}$", _("Enter two letters, such as ME."))


class DetailsForm(forms.ModelForm[User]):
    """The person's name."""

    class Meta:
        """What may be changed here: the e-mail address has its own, confirmed way."""

        model = User
        fields = ("first_name", "last_name")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }


class AddressForm(forms.ModelForm[Address]):
    """Where a parcel goes."""

    class Meta:
        """The fields, as browsers know them."""

        model = Address
        fields = ("name", "line1", "line2", "city", "state", "postcode")
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "line1": forms.TextInput(attrs={"autocomplete": "address-line1"}),
            "line2": forms.TextInput(attrs={"autocomplete": "address-line2"}),
            "city": forms.TextInput(attrs={"autocomplete": "address-level2"}),
            "state": forms.TextInput(attrs={"autocomplete": "address-level1", "size": 2}),
            "postcode": forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postcode"].validators.append(POSTCODE)
        self.fields["state"].validators.append(STATE)

    def clean_state(self) -> str:
        """Return the state in capitals."""
        return str(self.cleaned_data["state"]).upper()
