"""Foundations that are stirred into something."""

from collections.abc import Sequence

from storefront.demo.goods.foundations import MONTHLY
from storefront.demo.goods.thing import DemoProduct, DemoSku

GOODS: Sequence[DemoProduct] = (
    DemoProduct(
        "creatine-monohydrate",
        "foundations",
        ("Creatine Monohydrate", "One ingredient. A level scoop, any time of the day.", "60 servings"),
        ("Monohidrato de creatina", "Un solo ingrediente. Una medida rasa, a cualquier hora.", "60 tomas"),
        (
            DemoSku("CRE-300", 3200, 340, {"size": "300 g"}),
            DemoSku("CRE-600", 5400, 660, {"size": "600 g"}, picture="creatine-monohydrate-600"),
        ),
        points=(
            (
                "5 g in a level scoop, and nothing else",
                "No loading phase; it adds up by itself",
                "Tell your doctor before a kidney blood test",
            ),
            (
                "5 g por medida rasa, y nada más",
                "Sin fase de carga: se acumula sola",
                "Avisa a tu médico antes de un análisis de riñón",
            ),
        ),
        terms=(("creatine", "strength", "gym"), ("creatina", "fuerza", "gimnasio")),
        ingredients=("creatine monohydrate",),
        facets={
            "goal": ("muscle", "energy"),
            "form": ("powder",),
            "dietary": ("vegan", "gluten-free", "sugar-free"),
        },
        plans=MONTHLY,
        related=("whey-isolate", "electrolyte-sachets", "glycine-powder"),
        bought_with=("whey-isolate",),
    ),
    DemoProduct(
        "whey-isolate",
        "foundations",
        (
            "Whey Isolate",
            "Twenty-five grams of protein from grass-fed milk, and most of the sugar left behind.",
            "25 servings",
        ),
        (
            "Aislado de suero",
            "Veinticinco gramos de proteína de leche de pasto, casi sin azúcar.",
            "25 tomas",
        ),
        (
            DemoSku("WHY-PLA", 4400, 800, {"flavour": "Plain"}, spanish={"flavour": "Natural"}),
            DemoSku(
                "WHY-COC",
                4600,
                810,
                {"flavour": "Cocoa"},
                spanish={"flavour": "Cacao"},
                picture="whey-isolate-cocoa",
            ),
            DemoSku(
                "WHY-VAN",
                4600,
                810,
                {"flavour": "Vanilla"},
                lots=((3, 210),),
                spanish={"flavour": "Vainilla"},
                picture="whey-isolate-vanilla",
            ),
        ),
        points=(
            (
                "25 g of protein, 1 g of sugar",
                "Contains milk; lactose under 0.5 g a serving",
                "Stirs into cold water without a blender",
            ),
            (
                "25 g de proteína, 1 g de azúcar",
                "Contiene leche; menos de 0,5 g de lactosa por toma",
                "Se disuelve en agua fría sin batidora",
            ),
        ),
        terms=(("protein", "shake", "milk"), ("proteína", "batido", "leche")),
        ingredients=("whey protein isolate", "sunflower lecithin"),
        facets={"goal": ("muscle",), "form": ("powder",), "dietary": ("gluten-free",)},
        plans={30: 1_000, 60: 1_000},
        related=("creatine-monohydrate", "collagen-peptides"),
        bought_with=("creatine-monohydrate",),
        introduced=20,
    ),
    DemoProduct(
        "fiber-blend",
        "foundations",
        ("Fiber Blend", "Psyllium and oat, ground fine, for a glass of water before lunch.", "30 servings"),
        ("Mezcla de fibra", "Psilio y avena finamente molidos, para un vaso antes de comer.", "30 tomas"),
        (DemoSku("FIB-030", 2600, 360),),
        points=(
            (
                "7 g of fiber in a glass",
                "Begin with half, and drink plenty",
                "Take medicines an hour before or after",
            ),
            (
                "7 g de fibra por vaso",
                "Empieza con la mitad y bebe mucho",
                "Toma los medicamentos una hora antes o después",
            ),
        ),
        terms=(("psyllium", "oat", "beta-glucan", "fibre"), ("psilio", "avena", "fibra")),
        ingredients=("psyllium husk", "oat bran", "inulin"),
        facets={"goal": ("digestion",), "form": ("powder",), "dietary": ("vegan", "sugar-free")},
        related=("vitamin-d3-k2", "body-scale"),
        bought_with=("vitamin-d3-k2",),
    ),
    DemoProduct(
        "electrolyte-sachets",
        "foundations",
        ("Electrolyte Sachets", "Salt, potassium and a little lemon. No sugar, no neon.", "30 sachets"),
        ("Sobres de electrolitos", "Sal, potasio y un poco de limón. Sin azúcar ni colorines.", "30 sobres"),
        (
            DemoSku("ELE-030", 2900, 210, {"flavour": "Lemon"}, spanish={"flavour": "Limón"}),
            DemoSku(
                "ELE-BER",
                2900,
                210,
                {"flavour": "Blackcurrant"},
                spanish={"flavour": "Grosella"},
                picture="electrolyte-sachets-berry",
            ),
            DemoSku(
                "ELE-PLA",
                2700,
                205,
                {"flavour": "Plain"},
                lots=((4, 60),),
                spanish={"flavour": "Natural"},
                picture="electrolyte-sachets-plain",
                quarantined=((40, 500),),
            ),
        ),
        points=(
            (
                "500 mg of sodium, 200 mg of potassium",
                "One stick in half a liter of water",
                "Not for those told to eat less salt",
            ),
            (
                "500 mg de sodio, 200 mg de potasio",
                "Un sobre en medio litro de agua",
                "No para quien deba comer con poca sal",
            ),
        ),
        terms=(
            ("salt", "sodium", "potassium", "hydration", "sport"),
            ("sal", "sodio", "potasio", "hidratación", "deporte"),
        ),
        ingredients=("sodium chloride", "potassium citrate", "magnesium malate", "lemon powder"),
        facets={
            "goal": ("energy", "muscle"),
            "form": ("sachet",),
            "dietary": ("vegan", "gluten-free", "sugar-free"),
        },
        plans={30: 1_000, 60: 1_000},
        related=("creatine-monohydrate", "magnesium-glycinate"),
        bought_with=("creatine-monohydrate",),
    ),
)
