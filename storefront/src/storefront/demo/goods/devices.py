"""Instruments for the kitchen table, and tests that go by post."""

from collections.abc import Sequence

from storefront.demo.goods.thing import DemoProduct, DemoSku

GOODS: Sequence[DemoProduct] = (
    DemoProduct(
        "blood-pressure-monitor",
        "devices",
        ("Blood Pressure Monitor", "Upper arm, validated, with a cuff that fits real arms.", "with one cuff"),
        ("Tensiómetro", "De brazo, validado, con un brazalete para brazos de verdad.", "con un brazalete"),
        (
            DemoSku("BPM-001", 7900, 640, {"cuff": "M–L, 22–42 cm"}, ((12, None),), 4),
            DemoSku(
                "BPM-XL0",
                8400,
                690,
                {"cuff": "XL, 40–52 cm"},
                ((4, None),),
                4,
                picture="blood-pressure-monitor-large",
            ),
        ),
        kind="device",
        tax_class="general",
        points=(
            (
                "Validated after ISO 81060-2",
                "Keeps the last 120 readings, on the device alone",
                "Measure your upper arm before you choose a cuff",
            ),
            (
                "Validado según ISO 81060-2",
                "Guarda las últimas 120 lecturas, solo en el aparato",
                "Mide tu brazo antes de elegir brazalete",
            ),
        ),
        terms=(("BP", "cuff", "hypertension monitor"), ("tensión", "presión arterial", "brazalete")),
        facets={"goal": ("heart",), "form": ("device",)},
        related=("pulse-oximeter", "cholesterol-home-test"),
        bought_with=("cholesterol-home-test",),
    ),
    DemoProduct(
        "sleep-ring",
        "devices",
        ("Sleep Ring", "Warmth, pulse and movement through the night; five days to a charge.", ""),
        (
            "Anillo de sueño",
            "Temperatura, pulso y movimiento por la noche; cinco días de batería.",
            "",
        ),
        (
            DemoSku("RNG-007", 24900, 58, {"ring size": "7"}, ((3, None),), 3),
            DemoSku("RNG-008", 24900, 60, {"ring size": "8"}, ((5, None),), 3),
            DemoSku("RNG-009", 24900, 60, {"ring size": "9"}, ((6, None),), 3),
            DemoSku("RNG-010", 24900, 60, {"ring size": "10"}, ((7, None),), 3),
            DemoSku("RNG-011", 24900, 62, {"ring size": "11"}, ((1, None),), 3),
        ),
        kind="device",
        tax_class="general",
        points=(
            ("Works without an account", "Your nights stay on your phone", "Water resistant to 50 meters"),
            ("Funciona sin cuenta", "Tus noches se quedan en tu teléfono", "Resiste hasta 50 metros de agua"),
        ),
        terms=(("tracker", "wearable", "heart rate"), ("pulsera", "pulso", "monitor de sueño")),
        facets={"goal": ("sleep",), "form": ("device",)},
        related=("sleep-mask", "pulse-oximeter"),
    ),
    DemoProduct(
        "body-scale",
        "devices",
        ("Body Scale", "Shows a trend instead of a verdict, and forgets you when you ask.", "glass"),
        ("Báscula", "Muestra una tendencia en vez de un veredicto, y te olvida si se lo pides.", "cristal"),
        (
            DemoSku(
                "SCL-PAP", 6900, 2100, {"colour": "Paper"}, ((11, None),), 3, spanish={"colour": "Papel"}
            ),
            DemoSku(
                "SCL-INK",
                6900,
                2100,
                {"colour": "Ink"},
                ((6, None),),
                3,
                spanish={"colour": "Tinta"},
                picture="body-scale-ink",
            ),
        ),
        kind="device",
        tax_class="general",
        points=(
            ("To 180 kg, in steps of 50 g", "Seven-day average in large figures", "No Bluetooth, no account"),
            (
                "Hasta 180 kg, de 50 en 50 g",
                "Media de siete días en cifras grandes",
                "Sin Bluetooth ni cuenta",
            ),
        ),
        terms=(("bathroom scale", "weight", "weighing"), ("peso", "pesarse", "báscula de baño")),
        facets={"goal": ("weight",), "form": ("device",)},
        related=("blood-pressure-monitor", "fiber-blend"),
        introduced=18,
    ),
    DemoProduct(
        "pulse-oximeter",
        "devices",
        (
            "Pulse Oximeter",
            "Oxygen and pulse from a fingertip, with what can fool it printed on the box.",
            "fingertip",
        ),
        (
            "Pulsioxímetro",
            "Oxígeno y pulso en la yema del dedo, con lo que puede engañarlo en la caja.",
            "de dedo",
        ),
        (DemoSku("OXI-001", 4500, 120, lots=((14, None),), par_level=5),),
        kind="device",
        tax_class="general",
        points=(
            (
                "Cleared by the FDA (510(k)), tested on light and dark skin",
                "Cold fingers and nail polish mislead it",
                "Not for babies",
            ),
            (
                "Autorizado por la FDA (510(k)), probado en pieles claras y oscuras",
                "Los dedos fríos y el esmalte lo engañan",
                "No para bebés",
            ),
        ),
        terms=(("SpO2", "oxygen", "saturation"), ("SpO2", "oxígeno", "saturación")),
        facets={"goal": ("heart",), "form": ("device",)},
        related=("blood-pressure-monitor", "sleep-ring"),
        introduced=90,
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
        points=(
            (
                "HbA1c from a drop, in a CLIA-certified laboratory",
                "Result by letter or link within five days",
                "No diagnosis: take it to a doctor",
            ),
            (
                "HbA1c de una gota, en laboratorio con certificado CLIA",
                "Resultado por carta o enlace en cinco días",
                "No es un diagnóstico: llévalo a un médico",
            ),
        ),
        terms=(("HbA1c", "A1c", "blood sugar"), ("HbA1c", "azúcar en sangre", "glucemia")),
        facets={"goal": ("blood-sugar",), "form": ("test",)},
        related=("cholesterol-home-test", "fiber-blend"),
        bought_with=("cholesterol-home-test",),
    ),
    DemoProduct(
        "cholesterol-home-test",
        "devices",
        ("Cholesterol Home Test", "Four numbers from a few drops, and what they do not tell.", "one test"),
        ("Prueba de colesterol en casa", "Cuatro cifras de unas gotas, y lo que no cuentan.", "una prueba"),
        (DemoSku("LIP-001", 5900, 90, lots=((3, 30), (18, 300))),),
        kind="lab_kit",
        tax_class="general",
        points=(
            (
                "Total, LDL and HDL cholesterol, triglycerides",
                "Fasting for ten hours, posted the same day",
                "No diagnosis: take it to a doctor",
            ),
            (
                "Colesterol total, LDL y HDL, triglicéridos",
                "Diez horas en ayunas; se envía el mismo día",
                "No es un diagnóstico: llévalo a un médico",
            ),
        ),
        terms=(("lipids", "LDL", "HDL", "triglycerides"), ("lípidos", "LDL", "HDL", "triglicéridos")),
        facets={"goal": ("heart",), "form": ("test",)},
        related=("glucose-home-test", "omega-3-concentrate"),
        bought_with=("glucose-home-test",),
        introduced=15,
    ),
)
