"""What the demo shop sells over the counter. Prices are cents; days are how long the lots of a SKU still last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class DemoSku:
    """A SKU with its lots: (pieces, days until the last day of use or None), none for what is not stocked.

    `spanish` are the attributes' values in Spanish, by the same keys.
    """

    code: str
    price: int
    weight_g: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    lots: Sequence[tuple[int, int | None]] = ((18, 120), (60, 420))
    par_level: int = 10
    spanish: Mapping[str, str] = field(default_factory=dict)
    picture: str | None = None
    ndc: str | None = None
    period: str | None = None


@dataclass(frozen=True)
class DemoProduct:
    """A product with its texts: name, summary, unit in English and in Spanish.

    `points` and `terms` are in English and in Spanish too; `facets` are values by facet (see `facets.py`), `plans`
    hundredths of a percent off by days, `related` and `bought_with` slugs, `introduced` days ago.
    """

    slug: str
    shelf: str
    english: tuple[str, str, str]
    spanish: tuple[str, str, str]
    skus: Sequence[DemoSku]
    kind: str = "otc"
    tax_class: str = "supplement"
    pharmacy: str | None = None
    rx_class: str | None = None
    cold_chain: bool = False
    days_supply: int | None = None
    alternative: str | None = None
    picture: str | None = None
    points: tuple[Sequence[str], Sequence[str]] = ((), ())
    terms: tuple[Sequence[str], Sequence[str]] = ((), ())
    ingredients: Sequence[str] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    plans: Mapping[int, int] = field(default_factory=dict)
    related: Sequence[str] = ()
    bought_with: Sequence[str] = ()
    introduced: int = 365


GOODS: Sequence[DemoProduct] = (
    DemoProduct(
        "omega-3-concentrate",
        "foundations",
        (
            "Omega-3 Concentrate",
            "Small softgels from small fish, and no aftertaste worth mentioning.",
            "softgels",
        ),
        ("Omega-3 concentrado", "Cápsulas pequeñas de peces pequeños, sin regusto que contar.", "cápsulas"),
        (
            DemoSku("OM3-060", 2800, 140, {"size": "60 softgels"}),
            DemoSku("OM3-120", 4900, 250, {"size": "120 softgels"}),
        ),
    ),
    DemoProduct(
        "vitamin-d3-k2",
        "foundations",
        ("Vitamin D3 + K2", "For months with little sun: a few drops in oil, with a meal.", "30 ml"),
        ("Vitamina D3 + K2", "Para meses de poco sol: unas gotas en aceite, con la comida.", "30 ml"),
        (DemoSku("VDK-030", 2400, 90),),
    ),
    DemoProduct(
        "magnesium-glycinate",
        "foundations",
        ("Magnesium Glycinate", "The gentle form, for the end of the day.", "capsules"),
        ("Glicinato de magnesio", "La forma suave, para el final del día.", "cápsulas"),
        (
            DemoSku("MAG-120", 2400, 180, {"size": "120 capsules"}),
            DemoSku("MAG-240", 4200, 340, {"size": "240 capsules"}),
        ),
    ),
    DemoProduct(
        "creatine-monohydrate",
        "foundations",
        ("Creatine Monohydrate", "One ingredient. A level scoop, any time of the day.", "60 servings"),
        ("Monohidrato de creatina", "Un solo ingrediente. Una medida rasa, a cualquier hora.", "60 tomas"),
        (DemoSku("CRE-300", 3200, 340),),
    ),
    DemoProduct(
        "fiber-blend",
        "foundations",
        ("Fiber Blend", "Psyllium and oat, ground fine, for a glass of water before lunch.", "30 servings"),
        ("Mezcla de fibra", "Psilio y avena finamente molidos, para un vaso antes de comer.", "30 tomas"),
        (DemoSku("FIB-030", 2600, 360),),
    ),
    DemoProduct(
        "electrolyte-sachets",
        "foundations",
        ("Electrolyte Sachets", "Salt, potassium and a little lemon. No sugar, no neon.", "30 sachets"),
        ("Sobres de electrolitos", "Sal, potasio y un poco de limón. Sin azúcar ni colorines.", "30 sobres"),
        (DemoSku("ELE-030", 2900, 210),),
    ),
    DemoProduct(
        "coq10-ubiquinol",
        "longevity",
        ("CoQ10 Ubiquinol", "The reduced form, in oil, because that is how it gets in.", "60 softgels"),
        ("CoQ10 ubiquinol", "La forma reducida, en aceite, porque así se absorbe.", "60 cápsulas"),
        (DemoSku("COQ-060", 4600, 110),),
    ),
    DemoProduct(
        "nmn-capsules",
        "longevity",
        ("NMN Capsules", "Tested by lot; the certificate is in the box.", "90 capsules"),
        ("Cápsulas de NMN", "Analizadas por lote; el certificado va en la caja.", "90 cápsulas"),
        (DemoSku("NMN-090", 7900, 90, lots=((6, 150), (24, 500))),),
    ),
    DemoProduct(
        "collagen-peptides",
        "longevity",
        ("Collagen Peptides", "Dissolves in coffee, and minds its own business.", "28 servings"),
        ("Péptidos de colágeno", "Se disuelve en el café sin hacerse notar.", "28 tomas"),
        (
            DemoSku("COL-PLA", 3900, 320, {"flavour": "Plain"}),
            DemoSku("COL-COC", 4100, 330, {"flavour": "Cocoa"}),
        ),
    ),
    DemoProduct(
        "mineral-sunscreen-spf50",
        "skin",
        ("Mineral Sunscreen SPF 50", "Zinc, sheer enough to wear on a Tuesday.", "face and body"),
        ("Protector mineral FPS 50", "Zinc, tan ligero que se lleva un martes cualquiera.", "cara y cuerpo"),
        (
            DemoSku("SUN-050", 2700, 90, {"size": "50 ml"}),
            DemoSku("SUN-100", 4200, 150, {"size": "100 ml"}),
        ),
        tax_class="general",
    ),
    DemoProduct(
        "ceramide-night-cream",
        "skin",
        ("Ceramide Night Cream", "Plain, unscented, and heavier than it looks.", "50 ml"),
        ("Crema de noche con ceramidas", "Sencilla, sin perfume y más rica de lo que parece.", "50 ml"),
        (DemoSku("CER-050", 3400, 140, lots=((14, 200), (30, 600))),),
        tax_class="general",
    ),
    DemoProduct(
        "blood-pressure-monitor",
        "devices",
        ("Blood Pressure Monitor", "Upper arm, validated, with a cuff that fits real arms.", "with M–L cuff"),
        ("Tensiómetro", "De brazo, validado, con un brazalete para brazos de verdad.", "brazalete M–L"),
        (DemoSku("BPM-001", 7900, 640, lots=((12, None),), par_level=4),),
        kind="device",
        tax_class="general",
    ),
    DemoProduct(
        "sleep-ring",
        "devices",
        ("Sleep Ring", "Warmth, pulse and movement through the night; five days to a charge.", "titanium"),
        (
            "Anillo de sueño",
            "Temperatura, pulso y movimiento por la noche; cinco días de batería.",
            "titanio",
        ),
        (
            DemoSku("RNG-008", 24900, 60, {"ring size": "8"}, ((5, None),), 3),
            DemoSku("RNG-010", 24900, 60, {"ring size": "10"}, ((7, None),), 3),
        ),
        kind="device",
        tax_class="general",
    ),
    DemoProduct(
        "glucose-home-test",
        "devices",
        (
            "Glucose Home Test",
            "A finger prick, a card and a letter: your average over three months.",
            "one test",
        ),
        (
            "Prueba de glucosa en casa",
            "Un pinchazo, una tarjeta y una carta: tu media de tres meses.",
            "una prueba",
        ),
        (DemoSku("GLU-001", 4900, 80, lots=((10, 90), (25, 270))),),
        kind="device",
        tax_class="general",
    ),
)
