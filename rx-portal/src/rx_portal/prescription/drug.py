"""Which substances are controlled. Facts of law, kept as data; what a product consists of says the formulary.

Controlled substances: 21 CFR 1308.12 to 1308.15. The list names what a longevity clinic might be asked for.
"""

from collections.abc import Mapping

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


def schedule_of(*texts: str) -> str | None:
    """Return the schedule of the first controlled substance that any of the texts names."""
    words = " ".join(texts).casefold()
    return next((schedule for name, schedule in CONTROLLED.items() if name in words), None)
