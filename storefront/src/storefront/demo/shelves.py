"""The demo's categories: slug, then name and summary in English and in Spanish."""

SHELVES = (
    (
        "foundations",
        ("Foundations", "The plain things that most people are short of."),
        ("Lo esencial", "Lo sencillo que a casi todos nos falta."),
    ),
    (
        "longevity",
        ("Longevity", "For the long run: studied compounds, honest doses."),
        ("Longevidad", "Para el largo plazo: compuestos estudiados, dosis honestas."),
    ),
    (
        "sleep",
        ("Sleep & light", "What belongs to the two ends of a day."),
        ("Sueño y luz", "Lo que toca en los dos extremos del día."),
    ),
    (
        "skin",
        ("Skin", "Two or three things, used every day, are enough."),
        ("Piel", "Dos o tres cosas, cada día, bastan."),
    ),
    (
        "devices",
        ("Devices & tests", "Measure a few things well rather than many badly."),
        ("Aparatos y pruebas", "Mejor medir pocas cosas bien que muchas mal."),
    ),
    (
        "prescription",
        ("Prescription care", "Looked at by a clinician first. Charged only after they have signed."),
        ("Atención con receta", "Primero la revisa un profesional. Solo se cobra después de su firma."),
    ),
    (
        "membership",
        ("Membership", "Better prices for those who come back, and no strings to cut."),
        ("Membresía", "Mejores precios para quien vuelve, sin ataduras."),
    ),
)
