"""Forms for what a shopper tells about themselves."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from shared_lib.places import STATES, is_in_state
from storefront.account.models import Address, User

POSTCODE = RegexValidator(r"^\d{5}(-\d{4})?$", _("Enter five digits, such as 04101."))


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

    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("Choose")), *STATES.items()],
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
    )

    class Meta:
        """The fields, as browsers know them."""

        model = Address
        fields = ("name", "line1", "line2", "city", "state", "postcode")
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "line1": forms.TextInput(attrs={"autocomplete": "address-line1"}),
            "line2": forms.TextInput(attrs={"autocomplete": "address-line2"}),
            "city": forms.TextInput(attrs={"autocomplete": "address-level2"}),
            "postcode": forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postcode"].validators.append(POSTCODE)

    def clean(self) -> dict[str, Any]:
        """Refuse a ZIP code of another state, as the checkout does."""
        found = super().clean() or self.cleaned_data
        postcode, state = found.get("postcode"), found.get("state")
        if postcode and state and not is_in_state(postcode, state):
            self.add_error("postcode", _("This ZIP code is not in the state you chose. Check both."))
        return found
