"""Tadalafil and estradiol."""

from collections.abc import Mapping

from storefront.content.demo.pieces import evidence, faq, stream, text
from storefront.content.demo.programmes.pieces import WAY, Programme, fits, price, safety, sources

KNOWN = "What is known"

PROGRAMMES: Mapping[str, Programme] = {
    "tadalafil-daily": Programme(
        "Tadalafil, daily",
        "A small dose every day, for erections or for an enlarged prostate, so that nothing has to be planned. Never with nitrates.",
        stream(
            text(
                "<h2>What it is</h2><p>Tadalafil relaxes the muscle in certain blood vessels and around the prostate. Five milligrams a day keep "
                "a low and even level; arousal is still needed for an erection.</p>"
            ),
            fits(
                [
                    "You are a man of 18 to 75",
                    "You want help with erections, with passing urine because of an enlarged prostate, or with both",
                    "Your blood pressure, measured in the last six months, is between 90/50 and 170/100",
                ],
                [
                    "You take nitrates in any form, or use poppers",
                    "You take riociguat or vericiguat",
                    "You had a heart attack in the last 90 days, a stroke in the last six months, or angina during sex",
                    "You have lost sight from poor blood flow to an eye (NAION)",
                ],
            ),
            WAY,
            price("Thirty tablets", "Thirty days at a time. Stop whenever you like"),
            safety(
                "<p>Headache, a flushed face, indigestion, back or muscle pain are the usual complaints. Together with nitrates blood pressure can "
                "fall so low that it kills. Alpha blockers and a lot of alcohol lower it too. Grapefruit raises the level.</p>",
                [
                    "chest pain during or after sex; tell them that you take tadalafil, and take no nitrate",
                    "sudden loss of sight or hearing",
                    "an erection that lasts more than four hours",
                ],
                "tadalafil",
            ),
            evidence(
                (
                    "Erections",
                    "5 mg a day",
                    "Better than placebo in several trials of three to six months.",
                    "strong",
                ),
                ("Prostate complaints", "5 mg a day", "A modest relief within weeks.", "strong"),
                (
                    "A longer life",
                    "",
                    "Seen in records of men who had it prescribed; that proves nothing yet.",
                    "early",
                ),
                heading=KNOWN,
            ),
            faq(
                "Fair questions",
                (
                    "Daily or when needed?",
                    "Daily suits those who would use it twice a week or more. Ask the clinician about the other way.",
                ),
                (
                    "Do I need my blood pressure?",
                    "Yes, from the last six months. A pharmacy's machine is fine.",
                ),
            ),
            sources(
                (
                    "Porst and others, Evaluation of the efficacy and safety of once-a-day dosing of tadalafil 5 mg and 10 mg. Eur Urol 2006;50:351",
                    "https://doi.org/10.1016/j.eururo.2006.02.052",
                ),
                (
                    "US prescribing information of tadalafil tablets, sections 4, 5 and 14",
                    "https://dailymed.nlm.nih.gov/dailymed/search.cfm?labeltype=human&query=tadalafil",
                ),
            ),
        ),
    ),
    "estradiol-patch": Programme(
        "Estradiol patch",
        "Estrogen through the skin, for hot flashes and night sweats within ten years of the last period. With a progestogen wherever "
        "there is a uterus.",
        stream(
            text(
                "<h2>What it is</h2><p>A thin patch below the waist, changed twice a week, gives back part of the estradiol that the ovaries no "
                "longer make. Through the skin it passes by the liver at first, unlike a tablet.</p>"
            ),
            fits(
                [
                    "You are 40 to 59, and your last period was one to ten years ago",
                    "Hot flashes, night sweats or dryness trouble you",
                    "You have no uterus, or take a progestogen",
                ],
                [
                    "You have had breast cancer, or another cancer that grows with estrogen",
                    "You have had a blood clot, a stroke, a heart attack or a clotting disorder",
                    "You bleed and nobody knows why",
                    "You have liver disease, or are pregnant or breastfeeding",
                ],
            ),
            WAY,
            price("Eight patches", "Four weeks at a time. Stop whenever you like"),
            safety(
                "<p>Redness under the patch, tender breasts, headache and spotting are common. Estrogen without a progestogen raises the risk of "
                "cancer of the womb. Estrogen, with or without one, can raise the risks of clots and stroke, and with some progestogens that of "
                "breast cancer over years. The lowest dose that works, looked at again each year.</p>",
                [
                    "chest pain, or sudden trouble breathing",
                    "a leg that is newly swollen and painful",
                    "sudden weakness, or trouble speaking or seeing",
                ],
                "estradiol+transdermal",
            ),
            evidence(
                (
                    "Hot flashes",
                    "0.05 mg a day",
                    "About three quarters fewer a week than with placebo.",
                    "strong",
                ),
                ("Bone", "", "Keeps density while it is taken.", "strong"),
                (
                    "Heart, memory",
                    "",
                    "Not a reason to take it; timing matters, and trials disagree.",
                    "moderate",
                ),
                heading=KNOWN,
            ),
            faq(
                "Fair questions",
                (
                    "What about breast cancer?",
                    "It depends on age, on how long, and on which progestogen. Your clinician goes through it with you.",
                ),
                ("Can I swim with it?", "Yes. If one comes off, put on a new one, and keep your days."),
            ),
            sources(
                (
                    "The Menopause Society, 2022 hormone therapy position statement. Menopause 2022;29:767",
                    "https://doi.org/10.1097/GME.0000000000002028",
                ),
                (
                    "Rossouw and others, Risks and benefits of estrogen plus progestin. JAMA 2002;288:321",
                    "https://doi.org/10.1001/jama.288.3.321",
                ),
            ),
        ),
    ),
}
