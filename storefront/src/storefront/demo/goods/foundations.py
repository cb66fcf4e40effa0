"""Foundations that are swallowed: what most people are short of."""

from collections.abc import Sequence

from storefront.demo.goods.thing import DemoProduct, DemoSku

MONTHLY = {30: 1_000, 60: 1_000, 90: 1_200}

GOODS: Sequence[DemoProduct] = (
    DemoProduct(
        "omega-3-concentrate",
        "foundations",
        (
            "Omega-3 Concentrate",
            "Small softgels from small fish, and no aftertaste worth mentioning.",
            "",
        ),
        ("Omega-3 concentrado", "Cápsulas pequeñas de peces pequeños, sin regusto que contar.", ""),
        (
            DemoSku("OM3-060", 2800, 140, {"size": "60 softgels"}, spanish={"size": "60 perlas"}),
            DemoSku(
                "OM3-120",
                4900,
                250,
                {"size": "120 softgels"},
                spanish={"size": "120 perlas"},
                picture="omega-3-concentrate-120",
            ),
        ),
        points=(
            (
                "1,000 mg EPA and DHA in two softgels",
                "Anchovy and sardine, oil tested by lot",
                "Best with a meal that has fat in it",
            ),
            (
                "1000 mg de EPA y DHA en dos perlas",
                "Anchoa y sardina, aceite analizado por lote",
                "Mejor con una comida que lleve grasa",
            ),
        ),
        terms=(("fish oil", "EPA", "DHA", "omega 3"), ("aceite de pescado", "EPA", "DHA", "omega 3")),
        ingredients=("fish oil concentrate", "gelatin", "glycerin", "tocopherols"),
        facets={"goal": ("heart",), "form": ("softgel",), "dietary": ("gluten-free", "sugar-free")},
        plans=MONTHLY,
        related=("vitamin-d3-k2", "coq10-ubiquinol", "daily-multi"),
        bought_with=("magnesium-glycinate", "vitamin-d3-k2"),
    ),
    DemoProduct(
        "vitamin-d3-k2",
        "foundations",
        ("Vitamin D3 + K2", "For months with little sun: a few drops in oil, with a meal.", "30 ml"),
        ("Vitamina D3 + K2", "Para meses de poco sol: unas gotas en aceite, con la comida.", "30 ml"),
        (DemoSku("VDK-030", 2400, 90),),
        points=(
            (
                "1,000 IU and 25 µg in four drops",
                "Olive oil, nothing to hide the taste",
                "About eight months in a bottle",
            ),
            (
                "1000 UI y 25 µg en cuatro gotas",
                "Aceite de oliva, sin nada que tape el sabor",
                "Un frasco dura unos ocho meses",
            ),
        ),
        terms=(
            ("cholecalciferol", "menaquinone", "MK-7", "sunshine vitamin"),
            ("colecalciferol", "menaquinona", "vitamina del sol"),
        ),
        ingredients=("cholecalciferol", "menaquinone-7", "olive oil"),
        facets={"goal": ("bones",), "form": ("drops",), "dietary": ("gluten-free", "sugar-free")},
        related=("omega-3-concentrate", "daily-multi"),
        bought_with=("magnesium-glycinate", "fiber-blend"),
    ),
    DemoProduct(
        "magnesium-glycinate",
        "foundations",
        ("Magnesium Glycinate", "The gentle form, for the end of the day.", ""),
        ("Glicinato de magnesio", "La forma suave, para el final del día.", ""),
        (
            DemoSku("MAG-120", 2400, 180, {"size": "120 capsules"}, spanish={"size": "120 cápsulas"}),
            DemoSku(
                "MAG-240",
                4200,
                340,
                {"size": "240 capsules"},
                spanish={"size": "240 cápsulas"},
                picture="magnesium-glycinate-240",
            ),
        ),
        points=(
            (
                "200 mg of magnesium in two capsules",
                "Bound to glycine, easy on the stomach",
                "Keep two hours from antibiotics and thyroid tablets",
            ),
            (
                "200 mg de magnesio en dos cápsulas",
                "Unido a glicina, suave con el estómago",
                "A dos horas de antibióticos y pastillas de tiroides",
            ),
        ),
        terms=(("magnesium bisglycinate", "mineral"), ("bisglicinato de magnesio", "mineral")),
        ingredients=("magnesium bisglycinate", "hypromellose"),
        facets={
            "goal": ("sleep", "muscle"),
            "form": ("capsule",),
            "dietary": ("vegan", "gluten-free", "sugar-free"),
        },
        plans=MONTHLY,
        related=("l-theanine", "glycine-powder", "sleep-mask"),
        bought_with=("omega-3-concentrate", "sleep-mask"),
    ),
    DemoProduct(
        "daily-multi",
        "foundations",
        ("Daily Multi", "Fourteen things in sensible amounts, instead of forty in heroic ones.", ""),
        (
            "Multivitamínico diario",
            "Catorce cosas en dosis sensatas, en vez de cuarenta en dosis heroicas.",
            "",
        ),
        (
            DemoSku("MUL-060", 2900, 120, {"size": "60 capsules"}, spanish={"size": "60 cápsulas"}),
            DemoSku(
                "MUL-120",
                5200,
                210,
                {"size": "120 capsules"},
                spanish={"size": "120 cápsulas"},
                picture="daily-multi-120",
            ),
        ),
        points=(
            (
                "No iron, no megadoses",
                "Two capsules with breakfast",
                "Folate and B12 in forms that need no conversion",
            ),
            ("Sin hierro ni megadosis", "Dos cápsulas con el desayuno", "Folato y B12 en formas ya activas"),
        ),
        terms=(
            ("multivitamin", "vitamins", "B12", "zinc", "iodine"),
            ("multivitaminas", "vitaminas", "B12", "zinc", "yodo"),
        ),
        ingredients=(
            "vitamin A",
            "thiamin",
            "riboflavin",
            "niacinamide",
            "folate",
            "methylcobalamin",
            "vitamin C",
            "cholecalciferol",
            "vitamin E",
            "iodine",
            "zinc",
            "selenium",
            "copper",
            "manganese",
        ),
        facets={"goal": ("energy",), "form": ("capsule",), "dietary": ("vegan", "gluten-free", "sugar-free")},
        plans=MONTHLY,
        related=("vitamin-d3-k2", "omega-3-concentrate"),
        bought_with=("omega-3-concentrate",),
        introduced=40,
    ),
)
