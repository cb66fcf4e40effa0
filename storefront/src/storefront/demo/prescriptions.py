"""What the demo shop shows but never sells: prescription products, with their lots in the same shared stock."""

from collections.abc import Sequence

from storefront.demo.goods import DemoProduct, DemoSku

PRESCRIPTIONS: Sequence[DemoProduct] = (
    DemoProduct(
        "semaglutide-weekly",
        "prescription",
        (
            "Semaglutide, weekly",
            "A pen once a week, for weight, with a clinician beside you all along.",
            "4 weeks",
        ),
        (
            "Semaglutida semanal",
            "Una pluma por semana, para el peso, con un profesional a tu lado.",
            "4 semanas",
        ),
        (
            DemoSku(
                "RX-SEM-025", 29900, 120, {"strength": "0.25 mg", "size": "4 pens"}, ((20, 100), (40, 240))
            ),
        ),
        kind="rx",
        tax_class="drug",
        pharmacy="outside",
        rx_class="glp1",
        cold_chain=True,
        days_supply=28,
        alternative="fiber-blend",
    ),
    DemoProduct(
        "metformin-er",
        "prescription",
        ("Metformin ER", "The long-known tablet for blood sugar, in its slow and gentle form.", "90 days"),
        ("Metformina LP", "La pastilla de siempre para la glucosa, en su forma lenta y suave.", "90 días"),
        (
            DemoSku(
                "RX-MET-500",
                3900,
                150,
                {"strength": "500 mg", "size": "90 tablets"},
                ((30, 200), (60, 540)),
            ),
        ),
        kind="rx",
        tax_class="drug",
        pharmacy="dispensary",
        rx_class="biguanide",
        days_supply=90,
        alternative="glucose-home-test",
    ),
    DemoProduct(
        "tadalafil-daily",
        "prescription",
        ("Tadalafil, daily", "A low daily dose, so that nothing has to be planned.", "30 days"),
        ("Tadalafilo diario", "Una dosis baja al día, para no tener que planear nada.", "30 días"),
        (
            DemoSku(
                "RX-TAD-005",
                4500,
                60,
                {"strength": "5 mg", "size": "30 tablets"},
                ((25, 160), (50, 480)),
            ),
        ),
        kind="rx",
        tax_class="drug",
        pharmacy="dispensary",
        rx_class="pde5",
        days_supply=30,
        alternative="blood-pressure-monitor",
    ),
    DemoProduct(
        "estradiol-patch",
        "prescription",
        ("Estradiol Patch", "Changed twice a week, for hot nights and the rest of it.", "4 weeks"),
        (
            "Parche de estradiol",
            "Se cambia dos veces por semana, para las noches de calor y lo demás.",
            "4 semanas",
        ),
        (
            DemoSku(
                "RX-EST-050",
                5800,
                70,
                {"strength": "0.05 mg/day", "size": "8 patches"},
                ((20, 140), (40, 400)),
            ),
        ),
        kind="rx",
        tax_class="drug",
        pharmacy="outside",
        rx_class="estrogen",
        days_supply=28,
        alternative="magnesium-glycinate",
    ),
)
