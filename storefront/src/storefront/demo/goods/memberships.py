"""Memberships: what they give lies in the shop alone; none of them prepays anything that needs a prescription."""

from collections.abc import Sequence

from storefront.demo.goods.thing import DemoProduct, DemoSku

MONTH, YEAR = {"period": "Monthly"}, {"period": "Yearly"}
MES, ANO = {"period": "Al mes"}, {"period": "Al año"}

MEMBERSHIPS: Sequence[DemoProduct] = (
    DemoProduct(
        "membership-steady",
        "membership",
        (
            "Steady",
            "Better prices on everything on the shelf, and delivery that costs nothing.",
            "membership",
        ),
        ("Constante", "Mejores precios en toda la tienda y envíos sin coste.", "membresía"),
        (
            DemoSku("MEM-STE-M", 900, 0, MONTH, (), 0, spanish=MES, period="month"),
            DemoSku("MEM-STE-Y", 9000, 0, YEAR, (), 0, spanish=ANO, period="year"),
        ),
        kind="membership",
        tax_class="general",
        points=(
            (
                "10 percent off whatever needs no prescription",
                "Free standard delivery on every order",
                "Sixty days to send something back",
                "Ends when you say so; no fee for leaving",
            ),
            (
                "10 % menos en todo lo que no lleva receta",
                "Envío normal gratis en cada pedido",
                "Sesenta días para devolver",
                "Termina cuando tú digas, sin coste por irte",
            ),
        ),
        terms=(("member", "club", "savings"), ("socio", "club", "ahorro")),
        introduced=100,
    ),
    DemoProduct(
        "membership-companion",
        "membership",
        (
            "Companion",
            "Everything in Steady, and a person who knows your goals and answers within a day.",
            "membership",
        ),
        (
            "Compañía",
            "Todo lo de Constante, y una persona que conoce tus metas y responde en un día.",
            "membresía",
        ),
        (
            DemoSku("MEM-COM-M", 2900, 0, MONTH, (), 0, spanish=MES, period="month"),
            DemoSku("MEM-COM-Y", 29000, 0, YEAR, (), 0, spanish=ANO, period="year"),
        ),
        kind="membership",
        tax_class="general",
        points=(
            (
                "15 percent off whatever needs no prescription",
                "Free express delivery",
                "A named health coach; no clinician, and no medical advice",
                "Two home tests a year included",
                "Prescriptions, visits and medicines are never part of it",
            ),
            (
                "15 % menos en todo lo que no lleva receta",
                "Envío urgente gratis",
                "Un asesor de salud con nombre; no es médico ni da consejo médico",
                "Dos pruebas en casa al año",
                "Recetas, consultas y medicamentos nunca forman parte",
            ),
        ),
        terms=(("member", "coach", "club"), ("socio", "asesor", "club")),
        introduced=100,
    ),
)
