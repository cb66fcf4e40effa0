"""Heights, weights and ages: units as people use them, worked out in centimetres, kilograms and years."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

INCH, CENTIMETRE, POUND, KILOGRAM = "[in_i]", "cm", "[lb_av]", "kg"
HEIGHT, WEIGHT = (INCH, CENTIMETRE), (POUND, KILOGRAM)

TO_CANONICAL: Mapping[str, Decimal] = {
    INCH: Decimal("2.54"),
    CENTIMETRE: Decimal(1),
    POUND: Decimal("0.45359237"),
    KILOGRAM: Decimal(1),
}
SPOKEN: Mapping[str, str] = {
    INCH: "in",
    CENTIMETRE: "cm",
    POUND: "lb",
    KILOGRAM: "kg",
    "mm[Hg]": "mmHg",
    "%": "%",
    "mL/min/{1.73_m2}": "mL/min/1.73 m²",
    "kg/m2": "kg/m²",
    "a": "years",
    "{drinks}/wk": "drinks",
}


def canonical(number: Decimal, unit: str) -> Decimal:
    """Return a measure in centimetres or kilograms."""
    return number * TO_CANONICAL[unit]


def bmi(height_cm: Decimal, weight_kg: Decimal) -> Decimal:
    """Return the body mass index in kg/m2, rounded half up to one decimal."""
    metres = height_cm / 100
    return (weight_kg / (metres * metres)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def age(born: date, today: date) -> int:
    """Return the completed years; somebody born on 29 February is a year older on 1 March of other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
