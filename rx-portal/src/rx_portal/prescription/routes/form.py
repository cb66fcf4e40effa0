"""What the forms of a prescription say."""

from collections.abc import Mapping
from typing import Any

from rx_portal.identity.schemas import Proof
from rx_portal.prescription.schemas import FindingReason, Signing, UncheckedReason, Written
from rx_portal.review.schemas import Override
from rx_portal.review.states import OverrideReason

Form = Mapping[str, Any]


TYPED = ("directions", "quantity", "days_supply", "refills")


def typed_in(form: Form) -> dict[str, str]:
    """Return what was typed, as it was typed, to be shown again."""
    return {name: _text(form, name) for name in TYPED}


def written_in(form: Form) -> Written:
    """Return what the prescriber filled in; what is not a number is taken for nothing."""
    return Written(
        direction=_text(form, "direction"),
        directions=_text(form, "directions"),
        quantity=_number(form, "quantity"),
        refills=_number(form, "refills"),
        days_supply=_number(form, "days_supply"),
    )


def signing_in(form: Form) -> Signing:
    """Return what goes with the signature."""
    override, finding = _text(form, "override_reason"), _text(form, "finding_reason")
    unchecked = _text(form, "unchecked_reason")
    words = _text(form, "override_words")
    return Signing(
        proof=Proof(_text(form, "code"), _text(form, "passkey")),
        shown=_text(form, "shown"),
        override=Override(OverrideReason(override), words) if override in set(OverrideReason) else None,
        finding_reason=FindingReason(finding) if finding in set(FindingReason) else None,
        finding_note=_text(form, "finding_note"),
        unchecked_reason=UncheckedReason(unchecked) if unchecked in set(UncheckedReason) else None,
        unchecked_note=_text(form, "unchecked_note"),
    )


def _text(form: Form, name: str) -> str:
    return str(form.get(name, "")).strip()


def _number(form: Form, name: str) -> int | None:
    text = _text(form, name)
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) <= len("100000") else 0
