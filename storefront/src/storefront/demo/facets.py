"""The demo's facets and options: key, then what they are called in English and in Spanish, in their order."""

from collections.abc import Sequence

Words = tuple[str, str, str]

FACETS: Sequence[tuple[Words, Sequence[Words]]] = (
    (
        ("goal", "Goal", "Objetivo"),
        (
            ("sleep", "Sleep", "Sueño"),
            ("calm", "Calm", "Calma"),
            ("energy", "Energy", "Energía"),
            ("heart", "Heart", "Corazón"),
            ("muscle", "Muscle", "Músculo"),
            ("bones", "Bones and joints", "Huesos y articulaciones"),
            ("digestion", "Digestion", "Digestión"),
            ("blood-sugar", "Blood sugar", "Glucosa"),
            ("weight", "Weight", "Peso"),
            ("skin", "Skin", "Piel"),
            ("hormones", "Hormones", "Hormonas"),
        ),
    ),
    (
        ("form", "Form", "Formato"),
        (
            ("capsule", "Capsules", "Cápsulas"),
            ("softgel", "Softgels", "Perlas"),
            ("tablet", "Tablets", "Comprimidos"),
            ("powder", "Powder", "Polvo"),
            ("drops", "Drops", "Gotas"),
            ("sachet", "Sachets", "Sobres"),
            ("cream", "Creams and lotions", "Cremas y lociones"),
            ("device", "Devices", "Aparatos"),
            ("test", "Home tests", "Pruebas en casa"),
            ("injection", "Injections", "Inyecciones"),
            ("patch", "Patches", "Parches"),
        ),
    ),
    (
        ("dietary", "Dietary", "Dieta"),
        (
            ("vegan", "Vegan", "Vegano"),
            ("gluten-free", "Gluten-free", "Sin gluten"),
            ("sugar-free", "No added sugar", "Sin azúcares añadidos"),
            ("fragrance-free", "Fragrance-free", "Sin perfume"),
        ),
    ),
)

OPTIONS: Sequence[Words] = (
    ("flavour", "Flavour", "Sabor"),
    ("strength", "Strength", "Dosis"),
    ("size", "Size", "Tamaño"),
    ("ring size", "Ring size", "Talla"),
    ("cuff", "Cuff", "Brazalete"),
    ("colour", "Colour", "Color"),
    ("period", "Paid", "Pago"),
)
