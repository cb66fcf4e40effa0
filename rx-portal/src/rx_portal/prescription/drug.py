"""What the clinic's products consist of, and which substances are controlled. Facts, kept as data.

Controlled substances: 21 CFR 1308.12 to 1308.15. The list names what a longevity clinic might be asked for;
a product that `PRODUCTS` does not name cannot be prescribed at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drug:
    """A product's active ingredients, by their nonproprietary names, its form and how it is taken."""

    ingredients: tuple[str, ...]
    form: str
    route: str


PRODUCTS: Mapping[str, Drug] = {
    "semaglutide-weekly": Drug(("semaglutide",), "solution for injection", "subcutaneous"),
    "tadalafil-daily": Drug(("tadalafil",), "tablet", "oral"),
    "metformin-er": Drug(("metformin",), "extended-release tablet", "oral"),
    "tretinoin-cream": Drug(("tretinoin",), "cream", "topical"),
    "naltrexone-low-dose": Drug(("naltrexone",), "capsule", "oral"),
    "estradiol-patch": Drug(("estradiol",), "transdermal patch", "transdermal"),
}

CONTROLLED: Mapping[str, str] = {
    "amphetamine": "II",
    "methylphenidate": "II",
    "oxycodone": "II",
    "hydrocodone": "II",
    "morphine": "II",
    "fentanyl": "II",
    "methadone": "II",
    "testosterone": "III",
    "oxandrolone": "III",
    "nandrolone": "III",
    "stanozolol": "III",
    "oxymetholone": "III",
    "ketamine": "III",
    "buprenorphine": "III",
    "benzphetamine": "III",
    "phendimetrazine": "III",
    "phentermine": "IV",
    "diethylpropion": "IV",
    "zolpidem": "IV",
    "modafinil": "IV",
    "armodafinil": "IV",
    "tramadol": "IV",
    "alprazolam": "IV",
    "lorazepam": "IV",
    "clonazepam": "IV",
    "diazepam": "IV",
    "pregabalin": "V",
    "lacosamide": "V",
}


def facts_of(product: str) -> Drug | None:
    """Return what a product (its slug) consists of, if the clinic has written it down."""
    return PRODUCTS.get(product)


def schedule_of(*texts: str) -> str | None:
    """Return the schedule of the first controlled substance that any of the texts names."""
    words = " ".join(texts).casefold()
    return next((schedule for name, schedule in CONTROLLED.items() if name in words), None)
