"""Fields that Stripe's objects have and the double leaves empty."""

from integrations.stripe.double.errors import Object


def blank(names: str) -> Object:
    """Return fields without a value, by their names."""
    return dict.fromkeys(names.split())
