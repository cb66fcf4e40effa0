"""Tretinoin and rosuvastatin."""

from collections.abc import Mapping

from storefront.content.demo.pieces import evidence, faq, stream, text
from storefront.content.demo.programmes.pieces import WAY, Programme, fits, price, safety, sources

KNOWN = "What is known"

PROGRAMMES: Mapping[str, Programme] = {
    "tretinoin-cream": Programme(
        "Tretinoin cream",
        "The retinoid that all others are measured against, for fine lines on the face. Evenings, sunscreen, and three months of patience.",
        stream(
            text(
                "<h2>What it is</h2><p>Tretinoin is a form of vitamin A. It makes the upper skin renew itself faster and the lower skin build a "
                "little more collagen. We begin with 0.02 percent in a rich cream. You send a photo of your face; a clinician looks at it.</p>"
            ),
            fits(
                [
                    "You are 18 to 70 and want to soften fine lines on your face",
                    "You wear sunscreen every day and can stay out of strong sun",
                    "You can wait: the first weeks are red and flaky",
                ],
                [
                    "You are pregnant, breastfeeding, or hope to be pregnant soon",
                    "Your face has eczema, a sunburn, a wound or an infection",
                    "You take something that makes skin sensitive to light, such as doxycycline or a thiazide",
                    "There is a spot that is new or changing: have it looked at first",
                ],
            ),
            WAY,
            price("A tube of 40 g", "About three months to a tube. Nothing renews by itself"),
            safety(
                "<p>Redness, peeling, burning and dryness are the rule in the first weeks; every second evening is a way to begin. Skin burns more "
                "easily in the sun. Darker skin can become lighter or darker where it was irritated. Keep it from eyes, lips and nostrils.</p>",
                [
                    "swelling of the face, lips or throat, or trouble breathing",
                    "blisters or peeling over much of the body",
                ],
                "tretinoin+cream",
            ),
            evidence(
                (
                    "Fine lines",
                    "0.02% each evening",
                    "A modest softening after six months, beside sun protection.",
                    "strong",
                ),
                ("Deep wrinkles, sagging", "", "Not shown.", "none"),
                ("After stopping", "", "What was gained fades again over months.", "moderate"),
                heading=KNOWN,
            ),
            faq(
                "Fair questions",
                (
                    "Why a photo?",
                    "Because skin has to be seen. It is kept with your record, sealed, and whoever opens it is written down.",
                ),
                (
                    "Retinol from the shelf instead?",
                    "Weaker and gentler. If it is enough for you, you need no prescription.",
                ),
            ),
            sources(
                (
                    "Weiss and others, Topical tretinoin improves photoaged skin: a double-blind vehicle-controlled study. JAMA 1988;259:527",
                    "",
                ),
                (
                    "US prescribing information of tretinoin cream 0.02 percent",
                    "https://dailymed.nlm.nih.gov/dailymed/search.cfm?labeltype=human&query=tretinoin+cream",
                ),
            ),
        ),
    ),
    "rosuvastatin-daily": Programme(
        "Rosuvastatin, daily",
        "A small tablet that lowers LDL cholesterol, for people of 40 to 75 with at least one risk for the heart. It begins with a blood "
        "test, and goes on with one.",
        stream(
            text(
                "<h2>What it is</h2><p>Rosuvastatin is a statin: the liver makes less cholesterol and takes more of it out of the blood. We begin with "
                "5 or 10 milligrams and look at the numbers after two to three months.</p>"
            ),
            fits(
                [
                    "You are 40 to 75, with high blood pressure, diabetes, high cholesterol, or you smoke",
                    "Your LDL cholesterol, from the last year, is between 70 and 189 mg/dL",
                    "Your kidneys are sound (eGFR of 30 or more)",
                ],
                [
                    "You have liver disease, or liver tests that stay high",
                    "You are pregnant, breastfeeding, or hope to be pregnant soon",
                    "A statin has damaged your muscles before",
                    "You take cyclosporine, gemfibrozil, or certain medicines for HIV or hepatitis C",
                ],
            ),
            WAY,
            price(
                "Ninety tablets",
                "Ninety days at a time. Nothing renews by itself",
                tests="Our home test, or a report from where you live",
            ),
            safety(
                "<p>Muscle aches, headache and nausea are the usual complaints; most people have none. Rarely muscle breaks down, the liver suffers, "
                "or blood sugar rises a little. Take antacids two hours apart.</p>",
                [
                    "severe muscle pain with dark urine",
                    "chest pain, or sudden weakness, or trouble speaking or seeing",
                ],
                "rosuvastatin",
            ),
            evidence(
                ("LDL cholesterol", "5 to 10 mg", "About 45 to 52 percent lower.", "strong"),
                (
                    "Heart attack and stroke",
                    "Per 1 mmol/L less LDL",
                    "About a fifth fewer, in people at low risk too.",
                    "strong",
                ),
                ("Over 75, never ill", "", "Trials are under way; not shown yet.", "early"),
                heading=KNOWN,
            ),
            faq(
                "Fair questions",
                (
                    "For life?",
                    "Its effect lasts as long as you take it. Look at it again with somebody each year.",
                ),
                (
                    "My LDL is 190 or more.",
                    "Then somebody should look for a cause first. The intake sends you to a visit.",
                ),
            ),
            sources(
                (
                    "US Preventive Services Task Force, Statin use for the primary prevention of cardiovascular disease in adults. JAMA 2022;328:746",
                    "https://doi.org/10.1001/jama.2022.13044",
                ),
                (
                    "Cholesterol Treatment Trialists, The effects of lowering LDL cholesterol with statin therapy in people at low risk. Lancet 2012;380:581",
                    "https://doi.org/10.1016/S0140-6736(12)60367-5",
                ),
                (
                    "Ridker and others, Rosuvastatin to prevent vascular events (JUPITER). N Engl J Med 2008;359:2195",
                    "https://doi.org/10.1056/NEJMoa0807646",
                ),
            ),
        ),
    ),
}
