"""Which picture shows which product of the demo clinic."""

from dataclasses import dataclass

from shared_lib.brand.art import draw


@dataclass(frozen=True, slots=True)
class Picture:
    """How one product is drawn: its address, what its label says, and what it is made of."""

    slug: str
    kind: str
    name: str
    tone: str
    detail: str
    prop: str = ""
    line: str = ""

    def svg(self) -> str:
        """Return the picture."""
        return draw(self.kind, self.name, self.tone, self.slug, detail=self.detail, prop=self.prop)


PICTURES = (
    Picture(
        "omega-3-concentrate",
        "bottle",
        "Omega-3 concentrate",
        "amber",
        "60 softgels",
        "softgels",
        "1,000 mg EPA and DHA a day",
    ),
    Picture("vitamin-d3-k2", "dropper", "Vitamin D3 + K2", "ochre", "30 ml", "", "Drops in olive oil"),
    Picture(
        "magnesium-glycinate",
        "bottle",
        "Magnesium glycinate",
        "forest",
        "120 capsules",
        "capsules",
        "Gentle, for the evening",
    ),
    Picture(
        "creatine-monohydrate",
        "tub",
        "Creatine monohydrate",
        "paper",
        "500 g",
        "powder",
        "Nothing but creatine",
    ),
    Picture(
        "coq10-ubiquinol",
        "bottle",
        "CoQ10 ubiquinol",
        "clay",
        "60 softgels",
        "softgels",
        "100 mg, the reduced form",
    ),
    Picture("nmn-capsules", "bottle", "NMN capsules", "slate", "90 capsules", "capsules", "300 mg a capsule"),
    Picture(
        "collagen-peptides", "pouch", "Collagen peptides", "plum", "450 g", "", "Unflavoured, dissolves cold"
    ),
    Picture(
        "electrolyte-sachets",
        "sachets",
        "Electrolyte",
        "ochre",
        "20 sticks",
        "",
        "Sodium, potassium, magnesium",
    ),
    Picture(
        "mineral-sunscreen-spf50",
        "tube",
        "Mineral sunscreen SPF 50",
        "sand",
        "75 ml",
        "",
        "Zinc oxide, no white cast",
    ),
    Picture(
        "ceramide-night-cream",
        "jar",
        "Ceramide night cream",
        "moss",
        "50 ml",
        "sprig",
        "Three ceramides, no scent",
    ),
    Picture(
        "blood-pressure-monitor",
        "monitor",
        "Blood pressure monitor",
        "slate",
        "",
        "",
        "Upper arm, clinically validated",
    ),
    Picture(
        "sleep-ring",
        "ring",
        "Sleep ring",
        "ink",
        "Titanium, seven nights a charge",
        "",
        "Seven nights on one charge",
    ),
    Picture(
        "glucose-home-test", "kit", "Glucose home test", "clay", "HbA1c, one test", "", "HbA1c from one drop"
    ),
    Picture("fiber-blend", "pouch", "Fiber blend", "moss", "360 g", "", "Psyllium, oat and inulin"),
    Picture(
        "semaglutide-weekly",
        "pen",
        "Semaglutide weekly",
        "forest",
        "By prescription",
        "",
        "Once a week, by prescription",
    ),
    Picture(
        "metformin-er", "bottle", "Metformin ER", "paper", "By prescription", "tablets", "Extended release"
    ),
    Picture(
        "tadalafil-daily",
        "blister",
        "Tadalafil daily",
        "slate",
        "By prescription",
        "",
        "A small dose, every day",
    ),
    Picture(
        "estradiol-patch",
        "patch",
        "Estradiol patch",
        "plum",
        "By prescription",
        "",
        "Twice a week, on the skin",
    ),
    Picture(
        "tretinoin-cream", "tube", "Tretinoin cream", "clay", "By prescription", "", "At night, a pea's worth"
    ),
    Picture(
        "naltrexone-low-dose",
        "bottle",
        "Naltrexone low dose",
        "ink",
        "By prescription",
        "capsules",
        "Compounded, by prescription",
    ),
)
