"""Skin: two or three things, used every day."""

from collections.abc import Sequence

from storefront.demo.goods.thing import DemoProduct, DemoSku

GOODS: Sequence[DemoProduct] = (
    DemoProduct(
        "mineral-sunscreen-spf50",
        "skin",
        ("Mineral Sunscreen SPF 50", "Zinc, sheer enough to wear on a Tuesday.", "face and body"),
        ("Protector mineral FPS 50", "Zinc, tan ligero que se lleva un martes cualquiera.", "cara y cuerpo"),
        (
            DemoSku("SUN-050", 2700, 90, {"size": "50 ml"}, picture="mineral-sunscreen-spf50-50"),
            DemoSku("SUN-100", 4200, 150, {"size": "100 ml"}),
        ),
        tax_class="general",
        points=(
            (
                "20 percent zinc oxide, broad spectrum",
                "Water resistant for 80 minutes",
                "Two fingers for face and neck, every two hours",
            ),
            (
                "20 % de óxido de zinc, amplio espectro",
                "Resiste al agua 80 minutos",
                "Dos dedos para cara y cuello, cada dos horas",
            ),
        ),
        terms=(("sun cream", "SPF", "sunblock", "zinc oxide"), ("crema solar", "FPS", "óxido de zinc")),
        ingredients=("zinc oxide", "caprylic triglyceride", "glycerin"),
        facets={"goal": ("skin",), "form": ("cream",), "dietary": ("vegan", "fragrance-free")},
        related=("vitamin-c-serum", "gentle-cleanser"),
        bought_with=("gentle-cleanser",),
    ),
    DemoProduct(
        "ceramide-night-cream",
        "skin",
        ("Ceramide Night Cream", "Plain, unscented, and heavier than it looks.", "50 ml"),
        ("Crema de noche con ceramidas", "Sencilla, sin perfume y más rica de lo que parece.", "50 ml"),
        (DemoSku("CER-050", 3400, 140, lots=((14, 200), (30, 600))),),
        tax_class="general",
        points=(
            (
                "Three ceramides, cholesterol and squalane",
                "No scent, no essential oils",
                "On damp skin, last thing",
            ),
            (
                "Tres ceramidas, colesterol y escualano",
                "Sin perfume ni aceites esenciales",
                "Sobre la piel húmeda, al final del día",
            ),
        ),
        terms=(("moisturizer", "face cream", "barrier"), ("hidratante", "crema facial", "barrera")),
        ingredients=("ceramide NP", "ceramide AP", "ceramide EOP", "cholesterol", "squalane", "glycerin"),
        facets={"goal": ("skin",), "form": ("cream",), "dietary": ("vegan", "fragrance-free")},
        related=("gentle-cleanser", "vitamin-c-serum"),
    ),
    DemoProduct(
        "gentle-cleanser",
        "skin",
        ("Gentle Cleanser", "Takes off the day and leaves the rest where it was.", "for the face"),
        ("Limpiador suave", "Se lleva el día y deja lo demás en su sitio.", "para la cara"),
        (
            DemoSku("CLN-150", 1600, 190, {"size": "150 ml"}, picture="gentle-cleanser-150"),
            DemoSku("CLN-400", 2900, 460, {"size": "400 ml"}),
        ),
        tax_class="general",
        points=(
            ("No soap, no foam for the sake of foam", "pH 5.5", "Fit for skin under a retinoid"),
            ("Sin jabón ni espuma por la espuma", "pH 5,5", "Apto para pieles que usan retinoides"),
        ),
        terms=(("face wash", "soap free"), ("jabón facial", "limpieza")),
        ingredients=("glycerin", "coco-glucoside", "panthenol"),
        facets={"goal": ("skin",), "form": ("cream",), "dietary": ("vegan", "fragrance-free")},
        related=("ceramide-night-cream", "mineral-sunscreen-spf50"),
        bought_with=("ceramide-night-cream",),
        introduced=75,
    ),
    DemoProduct(
        "vitamin-c-serum",
        "skin",
        ("Vitamin C Serum", "Fresh, in brown glass, and meant to be used up within three months.", "30 ml"),
        ("Sérum de vitamina C", "Fresco, en vidrio ámbar, para gastarlo en tres meses.", "30 ml"),
        (DemoSku("VCS-030", 4400, 110, lots=((5, 45), (26, 160))),),
        tax_class="general",
        points=(
            (
                "15 percent L-ascorbic acid with ferulic acid",
                "Mornings, under sunscreen",
                "Turns yellow, then brown: brown is past it",
            ),
            (
                "15 % de ácido L-ascórbico con ácido ferúlico",
                "Por la mañana, bajo el protector",
                "Se pone amarillo y luego marrón: marrón ya no sirve",
            ),
        ),
        terms=(("ascorbic acid", "antioxidant", "brightening"), ("ácido ascórbico", "antioxidante")),
        ingredients=("L-ascorbic acid", "ferulic acid", "tocopherol"),
        facets={"goal": ("skin",), "form": ("drops", "cream"), "dietary": ("vegan", "fragrance-free")},
        related=("mineral-sunscreen-spf50", "ceramide-night-cream"),
        introduced=25,
    ),
)
