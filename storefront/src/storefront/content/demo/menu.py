"""The demo clinic's menu, in both languages."""

from typing import Any


def _way(words: str, spanish: str, address: str) -> dict[str, Any]:
    return {"words": words, "words_es": spanish, "page": None, "address": address}


MENU = (
    _way("Shop", "Tienda", "/shop/")
    | {
        "below": [
            _way("Foundations", "Lo esencial", "/shop/foundations/"),
            _way("Longevity", "Longevidad", "/shop/longevity/"),
            _way("Sleep & light", "Sueño y luz", "/shop/sleep/"),
            _way("Skin", "Piel", "/shop/skin/"),
            _way("Devices & tests", "Aparatos y pruebas", "/shop/devices/"),
            _way("Membership", "Membresía", "/shop/membership/"),
        ]
    },
    _way("Prescription care", "Con receta", "/programmes/")
    | {
        "below": [
            _way("How it works", "Cómo funciona", "/how-it-works/"),
            _way("Weight", "Peso", "/programmes/semaglutide-weekly/"),
            _way("Blood sugar", "Glucosa", "/programmes/metformin-er/"),
            _way("Heart", "Corazón", "/programmes/rosuvastatin-daily/"),
            _way("Menopause", "Menopausia", "/programmes/estradiol-patch/"),
            _way("Skin", "Piel", "/programmes/tretinoin-cream/"),
            _way("Men’s health", "Salud masculina", "/programmes/tadalafil-daily/"),
        ]
    },
    _way("Journal", "Revista", "/journal/") | {"below": []},
    _way("About", "La clínica", "/about/") | {"below": []},
    _way("Questions", "Preguntas", "/faq/") | {"below": []},
)
