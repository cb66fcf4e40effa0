"""Sleep and light: what belongs to the two ends of a day."""

from collections.abc import Sequence

from storefront.demo.goods.thing import DemoProduct, DemoSku

GOODS: Sequence[DemoProduct] = (
    DemoProduct(
        "l-theanine",
        "sleep",
        ("L-Theanine", "The quiet half of a cup of tea, without the half that keeps you up.", ""),
        ("L-teanina", "La mitad tranquila de una taza de té, sin la que quita el sueño.", ""),
        (
            DemoSku("THE-060", 2200, 80, {"size": "60 capsules"}, spanish={"size": "60 cápsulas"}),
            DemoSku(
                "THE-120",
                3900,
                140,
                {"size": "120 capsules"},
                spanish={"size": "120 cápsulas"},
                picture="l-theanine-120",
            ),
        ),
        points=(
            (
                "200 mg in a capsule",
                "Does not make you drowsy by day",
                "Can add to medicines that lower blood pressure",
            ),
            (
                "200 mg por cápsula",
                "No da sueño durante el día",
                "Puede sumarse a medicamentos para la tensión",
            ),
        ),
        terms=(("theanine", "tea", "calm"), ("teanina", "té", "calma")),
        ingredients=("L-theanine", "hypromellose"),
        facets={
            "goal": ("sleep", "calm"),
            "form": ("capsule",),
            "dietary": ("vegan", "gluten-free", "sugar-free"),
        },
        related=("magnesium-glycinate", "glycine-powder"),
        introduced=30,
    ),
    DemoProduct(
        "glycine-powder",
        "sleep",
        ("Glycine", "The simplest amino acid there is; slightly sweet, for a glass before bed.", "powder"),
        ("Glicina", "El aminoácido más sencillo que hay; algo dulce, para un vaso antes de dormir.", "polvo"),
        (
            DemoSku("GLY-250", 1800, 290, {"size": "250 g"}),
            DemoSku("GLY-500", 2900, 550, {"size": "500 g"}, picture="glycine-powder-500"),
        ),
        points=(
            ("3 g in a scoop", "Dissolves at once in warm water", "Nothing added"),
            ("3 g por medida", "Se disuelve al instante en agua tibia", "Sin nada añadido"),
        ),
        terms=(("amino acid", "bedtime"), ("aminoácido", "noche")),
        ingredients=("glycine",),
        facets={"goal": ("sleep",), "form": ("powder",), "dietary": ("vegan", "gluten-free", "sugar-free")},
        related=("magnesium-glycinate", "l-theanine"),
        introduced=30,
    ),
    DemoProduct(
        "sleep-mask",
        "sleep",
        ("Sleep Mask", "Mulberry silk, shaped so that nothing touches the eyelids.", "one size"),
        ("Antifaz de seda", "Seda de morera, con forma para que nada toque los párpados.", "talla única"),
        (
            DemoSku(
                "MSK-GRN",
                3800,
                70,
                {"colour": "Alder green"},
                ((22, None),),
                5,
                spanish={"colour": "Verde aliso"},
            ),
            DemoSku(
                "MSK-INK",
                3800,
                70,
                {"colour": "Ink"},
                ((9, None),),
                5,
                spanish={"colour": "Tinta"},
                picture="sleep-mask-ink",
            ),
            DemoSku(
                "MSK-CLA",
                3800,
                70,
                {"colour": "Clay"},
                ((2, None),),
                5,
                spanish={"colour": "Arcilla"},
                picture="sleep-mask-clay",
            ),
        ),
        kind="device",
        tax_class="general",
        points=(
            ("Dark, even on a plane", "Washes by hand in cold water", "A band that does not pull hair"),
            ("Oscuro, hasta en un avión", "Se lava a mano en agua fría", "Una cinta que no tira del pelo"),
        ),
        terms=(("eye mask", "blindfold", "silk"), ("antifaz", "máscara", "seda")),
        facets={"goal": ("sleep",), "form": ("device",)},
        related=("magnesium-glycinate", "sleep-ring"),
        introduced=8,
    ),
    DemoProduct(
        "morning-lamp",
        "sleep",
        ("Morning Lamp", "Ten thousand lux beside the cereal, for the dark half of the year.", "with stand"),
        ("Lámpara de mañana", "Diez mil lux junto al desayuno, para la mitad oscura del año.", "con pie"),
        (DemoSku("LMP-001", 12900, 1900, lots=((7, None),), par_level=3),),
        kind="device",
        tax_class="general",
        points=(
            (
                "10,000 lux at 30 cm, no ultraviolet",
                "Two years' warranty",
                "Ask first with an eye disease or bipolar disorder",
            ),
            (
                "10 000 lux a 30 cm, sin ultravioleta",
                "Dos años de garantía",
                "Consulta antes si hay enfermedad ocular o bipolaridad",
            ),
        ),
        terms=(("light box", "bright light", "winter"), ("luz brillante", "invierno", "fototerapia")),
        facets={"goal": ("sleep", "energy"), "form": ("device",)},
        related=("sleep-mask", "vitamin-d3-k2"),
        introduced=60,
    ),
)
