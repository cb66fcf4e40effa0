"""What the formulary says, as the other slices see it."""

from collections.abc import Mapping
from dataclasses import dataclass

from rx_portal.formulary.states import Modality, PharmacyKind
from shared_lib.money import Money


@dataclass(frozen=True, slots=True)
class StateRule:
    """What one state asks on the date of the question. `licence_required` is said in words."""

    state: str
    modality: Modality
    consent_version: str
    licence_required: str
    physician_dispensing: bool
    source: str


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A version of the telehealth consent; `body` is paragraphs separated by empty lines."""

    version: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Pharmacy:
    """A pharmacy that products name; `address` and `phone` are as its labels state them."""

    key: str
    name: str
    kind: PharmacyKind
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A question before any account; answering yes refuses, with the sentence that says why."""

    code: str
    asks: str
    refusal: str


@dataclass(frozen=True, slots=True)
class Directions:
    """How a strength is usually prescribed; the prescriber may change the words."""

    code: str
    sku: str
    drug: str
    text: str
    quantity: int
    unit: str


@dataclass(frozen=True, slots=True)
class Drug:
    """What a product consists of: active ingredients by nonproprietary name, form, and how it is taken."""

    ingredients: tuple[str, ...]
    form: str
    route: str


@dataclass(frozen=True, slots=True)
class Offering:
    """One prescription product as the portal offers it. Ages are in completed years, both included."""

    product: str
    protocol: str
    questionnaire: str
    pharmacy: Pharmacy
    least_age: int
    most_age: int
    exclusions: tuple[Exclusion, ...]
    directions: tuple[Directions, ...]
    days_supply: int
    refills: int
    drug: Drug


@dataclass(frozen=True, slots=True)
class Matrix:
    """What holds on one date: offerings by product, rules by state, who ships where (pharmacy, state)."""

    offerings: Mapping[str, Offering]
    rules: Mapping[str, StateRule]
    ships: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Alternative:
    """An over-the-counter product of the catalogue, to offer where a prescription one cannot be."""

    slug: str
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What the catalogue says of a prescription product; `price` is its lowest, with everything included."""

    slug: str
    name: str
    summary: str
    unit: str
    price: Money | None
    alternative: Alternative | None
