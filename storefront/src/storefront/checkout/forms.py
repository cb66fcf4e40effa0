"""What a shopper tells at checkout. What was entered is kept, whatever is wrong with it."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from shared_lib.ids import uuid7
from shared_lib.places import STATES, is_in_state
from storefront.order.schemas import Recipient

ZIP = re.compile(r"\d{5}(-\d{4})?")
PHONE = re.compile(r"\+?[0-9(][0-9 ().-]{6,18}")
DIGITS = 7


class CheckoutForm(forms.Form):
    """Contact, address, delivery, promo code; `submission` makes a second sending the same as the first."""

    submission = forms.UUIDField(required=False, initial=uuid7)
    seen = forms.IntegerField(required=False, min_value=0)
    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter an e-mail address, such as name@example.com."),
        },
    )
    phone = forms.CharField(max_length=20, required=False)
    name = forms.CharField(max_length=120, error_messages={"required": _("Enter the name for the parcel.")})
    line1 = forms.CharField(max_length=120, error_messages={"required": _("Enter street and number.")})
    line2 = forms.CharField(max_length=120, required=False)
    city = forms.CharField(max_length=80, error_messages={"required": _("Enter the city.")})
    state = forms.ChoiceField(
        choices=list(STATES.items()), error_messages={"required": _("Choose the state.")}
    )
    postcode = forms.CharField(max_length=10, error_messages={"required": _("Enter the ZIP code.")})
    shipping = forms.CharField(max_length=40, required=False)
    promo = forms.CharField(max_length=24, required=False)

    def clean_phone(self) -> str:
        """Accept a telephone number with its usual signs, or none."""
        given = str(self.cleaned_data["phone"]).strip()
        if given and (not PHONE.fullmatch(given) or sum(map(str.isdigit, given)) < DIGITS):
            raise forms.ValidationError(_("Enter a telephone number, such as 415 555 0132, or leave it out."))
        return given

    def clean_postcode(self) -> str:
        """Accept five digits, or nine with a dash."""
        given = str(self.cleaned_data["postcode"]).strip()
        if not ZIP.fullmatch(given):
            raise forms.ValidationError(_("Enter a ZIP code of five digits."))
        return given

    def clean_promo(self) -> str:
        """Fold a promo code to how they are kept."""
        return re.sub(r"[^A-Z0-9]", "", str(self.cleaned_data["promo"]).upper())

    def clean(self) -> dict[str, Any]:
        """Refuse a ZIP code of another state."""
        found = super().clean() or self.cleaned_data
        postcode, state = found.get("postcode"), found.get("state")
        if postcode and state and not is_in_state(postcode, state):
            self.add_error("postcode", _("This ZIP code is not in the state you chose. Check both."))
        return found

    @property
    def submission_id(self) -> UUID:
        """Return the id under which this form is sent, once it is known to be valid."""
        return self.cleaned_data.get("submission") or uuid7()

    def recipient(self) -> Recipient:
        """Return who gets the parcel, once the form is known to be valid."""
        names = ("email", "phone", "name", "line1", "line2", "city", "state", "postcode")
        return Recipient(**{name: " ".join(str(self.cleaned_data[name]).split()) for name in names})

    def state_if_known(self) -> str:
        """Return the state entered so far, for a tax that can be shown already."""
        given = str(self.data.get("state", self.initial.get("state", "")))
        return given if given in STATES else ""

    def problems(self) -> dict[str, str]:
        """Return the first problem of each field, for the summary."""
        return {name: str(errors[0]) for name, errors in self.errors.items()}

    def value_of(self, name: str) -> str:
        """Return what is to be shown in a field."""
        value = self[name].value()
        return "" if value is None else str(value)
