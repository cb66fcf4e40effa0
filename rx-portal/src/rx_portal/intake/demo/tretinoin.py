"""The questionnaire for tretinoin cream."""

from datetime import date
from typing import Any

from rx_portal.intake.demo import items, shared
from rx_portal.intake.demo.items import choose, choose_all, computed, is_, photo, questionnaire, words, yes_no

KEY = "tretinoin-cream"


def content() -> dict[str, Any]:
    """Return the FHIR resource."""
    return questionnaire(
        KEY,
        "1",
        "Tretinoin cream: skin questions",
        [
            shared.right_now(
                [
                    ("swelling", "Swelling of my face, lips or throat, or trouble breathing"),
                    ("blisters", "Blisters or peeling over much of my body"),
                    ("infection", "Redness around an eye that spreads fast, with fever"),
                ]
            ),
            computed("age", "Age", "age", "a"),
            items.sex("The next questions depend on it."),
            shared.expecting(),
            choose(
                "reason",
                "What would you like help with?",
                "Reason",
                [
                    ("lines", "Fine lines on my face"),
                    ("acne", "Pimples or blackheads"),
                    ("spots", "Dark spots"),
                    ("other", "Something else"),
                ],
                why="This strength has been studied for fine lines. For the rest a clinician looks first.",
            ),
            words("reason-other", "What is it?", "Other reason", when=[is_("reason", "other")]),
            choose(
                "response",
                "What does your skin do in strong sun, without sunscreen?",
                "Skin in the sun",
                [
                    ("burns", "It always burns, and hardly tans"),
                    ("both", "It burns first, then tans"),
                    ("tans", "It tans easily, or is brown"),
                    ("dark", "It is dark brown or black, and hardly ever burns"),
                ],
                why="Darker skin can get lighter or darker patches where it is irritated, so we start slower.",
            ),
            choose_all(
                "skin",
                "Does any of these apply to the skin of your face?",
                "Skin of the face",
                [
                    ("eczema", "Eczema or dermatitis"),
                    ("rosacea", "Rosacea"),
                    ("burnt", "Sunburn, a wound or an infection at present"),
                    ("procedure", "A peel, laser or waxing in the last 2 weeks, or planned in the next 2"),
                    ("mole", "A spot or mole that is new, changes, bleeds or does not heal"),
                    ("cancer", "Skin cancer or a precancer, now or in the past"),
                ],
                why="The cream irritates at first. Skin that is already inflamed takes it badly.",
            ),
            photo(
                "face",
                "Take a photo of your bare face, from the front, in daylight",
                "Photo of the face",
                why="The clinician looks at your skin before deciding. Without a photo they may ask for one, or to "
                "see you by video.",
            ),
            yes_no(
                "allergy",
                "Have you ever had an allergic reaction to tretinoin or another retinoid?",
                "Allergy to tretinoin",
            ),
            choose_all(
                "medicines",
                "Do you use any of these?",
                "Medicines that matter",
                [
                    ("antibiotic", "Doxycycline, minocycline, ciprofloxacin or a sulfa antibiotic"),
                    ("diuretic", "A water tablet, such as hydrochlorothiazide"),
                    ("phenothiazine", "Chlorpromazine or another phenothiazine"),
                    ("retinoid", "Another retinoid on the skin (adapalene, tazarotene, retinol)"),
                    ("peeling", "Benzoyl peroxide, salicylic acid, or other peeling products"),
                ],
                why="Some make the skin more sensitive to sun; others irritate it together with this cream.",
            ),
            yes_no(
                "sunscreen",
                "Will you wear sunscreen of SPF 15 or more on your face every day, and stay out of strong sun?",
                "Sun protection",
                why="Skin burns more easily under tretinoin. Without protection it does more harm than good.",
            ),
            *shared.other_medicines(),
        ],
    )


def fits(today: date) -> dict[str, Any]:  # noqa: ARG001 - every questionnaire's answers depend on a day
    """Return the answers, as programs send them, of somebody whom the protocol approves."""
    return {
        "right-now": ["none"],
        "sex": ["male"],
        "reason": ["lines"],
        "response": ["both"],
        "skin": ["none"],
        "allergy": False,
        "medicines": ["none"],
        "sunscreen": True,
        "other-medicines": False,
    }
