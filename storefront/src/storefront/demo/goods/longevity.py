"""For the long run: studied compounds, honest doses, and how little is known of some."""

from collections.abc import Sequence

from storefront.demo.goods.thing import DemoProduct, DemoSku

GOODS: Sequence[DemoProduct] = (
    DemoProduct(
        "coq10-ubiquinol",
        "longevity",
        ("CoQ10 Ubiquinol", "The reduced form, in oil, because that is how it gets in.", "60 softgels"),
        ("CoQ10 ubiquinol", "La forma reducida, en aceite, porque así se absorbe.", "60 cápsulas"),
        (DemoSku("COQ-060", 4600, 110),),
        points=(
            ("100 mg in a softgel", "With the fattest meal of the day", "Ask first if you take warfarin"),
            ("100 mg por perla", "Con la comida más grasa del día", "Consulta antes si tomas warfarina"),
        ),
        terms=(("coenzyme q10", "ubiquinol", "coq"), ("coenzima q10", "ubiquinol")),
        ingredients=("ubiquinol", "medium-chain triglycerides", "gelatin"),
        facets={"goal": ("energy", "heart"), "form": ("softgel",), "dietary": ("gluten-free", "sugar-free")},
        related=("omega-3-concentrate", "nmn-capsules"),
    ),
    DemoProduct(
        "nmn-capsules",
        "longevity",
        ("NMN Capsules", "Tested by lot; the certificate is in the box.", "90 capsules"),
        ("Cápsulas de NMN", "Analizadas por lote; el certificado va en la caja.", "90 cápsulas"),
        (DemoSku("NMN-090", 7900, 90, lots=((6, 150), (24, 500), (9, -12))),),
        points=(
            (
                "300 mg in a capsule, purity over 99.5 percent",
                "Raises NAD+ in blood; what that is worth is not known",
                "Not tested in pregnancy",
            ),
            (
                "300 mg por cápsula, pureza superior al 99,5 %",
                "Sube el NAD+ en sangre; no se sabe para qué sirve",
                "Sin estudios en el embarazo",
            ),
        ),
        terms=(
            ("nicotinamide mononucleotide", "NAD+", "NAD"),
            ("mononucleótido de nicotinamida", "NAD+", "NAD"),
        ),
        ingredients=("nicotinamide mononucleotide", "hypromellose"),
        facets={"goal": ("energy",), "form": ("capsule",), "dietary": ("vegan", "gluten-free", "sugar-free")},
        plans={30: 800, 90: 1_000},
        related=("urolithin-a", "coq10-ubiquinol"),
    ),
    DemoProduct(
        "urolithin-a",
        "longevity",
        (
            "Urolithin A",
            "What some people's gut makes of walnuts and pomegranate; others have to buy it.",
            "60 softgels",
        ),
        (
            "Urolitina A",
            "Lo que el intestino de algunos hace con nueces y granada; otros han de comprarlo.",
            "60 perlas",
        ),
        (DemoSku("URO-060", 8900, 110, lots=((8, 260),), par_level=6),),
        points=(
            ("500 mg in two softgels", "A few good small trials, none of them long", "With or without food"),
            (
                "500 mg en dos perlas",
                "Unos pocos ensayos buenos y pequeños, ninguno largo",
                "Con o sin comida",
            ),
        ),
        terms=(("ellagic acid", "pomegranate", "walnut"), ("ácido elágico", "granada", "nuez")),
        ingredients=("urolithin A", "sunflower oil", "gelatin"),
        facets={"goal": ("muscle", "energy"), "form": ("softgel",), "dietary": ("gluten-free", "sugar-free")},
        related=("nmn-capsules", "creatine-monohydrate"),
        introduced=12,
    ),
    DemoProduct(
        "collagen-peptides",
        "longevity",
        ("Collagen Peptides", "Dissolves in coffee, and minds its own business.", "28 servings"),
        ("Péptidos de colágeno", "Se disuelve en el café sin hacerse notar.", "28 tomas"),
        (
            DemoSku("COL-PLA", 3900, 320, {"flavour": "Plain"}, spanish={"flavour": "Natural"}),
            DemoSku(
                "COL-COC",
                4100,
                330,
                {"flavour": "Cocoa"},
                spanish={"flavour": "Cacao"},
                picture="collagen-peptides-cocoa",
            ),
        ),
        points=(
            ("10 g in a scoop", "From grass-fed cattle", "A protein, though not a complete one"),
            ("10 g por medida", "De vacas de pasto", "Una proteína, aunque no completa"),
        ),
        terms=(("collagen", "gelatin", "peptides"), ("colágeno", "gelatina", "péptidos")),
        ingredients=("hydrolyzed bovine collagen",),
        facets={"goal": ("skin", "bones"), "form": ("powder",), "dietary": ("gluten-free", "sugar-free")},
        plans={30: 1_000, 60: 1_000},
        related=("whey-isolate", "vitamin-c-serum"),
        bought_with=("vitamin-d3-k2",),
    ),
)
