"""Weight and blood sugar."""

from collections.abc import Mapping

from storefront.content.demo.pieces import evidence, faq, stream, text
from storefront.content.demo.programmes.pieces import WAY, Programme, fits, price, safety, sources

KNOWN = "What is known"

PROGRAMMES: Mapping[str, Programme] = {
    "semaglutide-weekly": Programme(
        "Semaglutide, weekly",
        "A pen once a week that quiets appetite, for adults whose weight harms their health. It works while it is taken, "
        "beside food and movement you can keep up.",
        stream(
            text(
                "<h2>What it is</h2><p>Semaglutide imitates GLP-1, a hormone that the gut sends after a meal. It slows the stomach "
                "and tells the brain that there was enough. The dose begins small and rises over months.</p>"
            ),
            fits(
                [
                    "You are 18 to 80, with a body mass index of 30 or more",
                    "Or of 27 or more, with high blood pressure, type 2 diabetes, high cholesterol or sleep apnea",
                    "You have tried to lose weight by other means first",
                ],
                [
                    "You, or somebody in your family, had medullary thyroid cancer or MEN 2",
                    "You are pregnant, breastfeeding, or hope to be pregnant soon",
                    "You have had pancreatitis, or your stomach empties very slowly",
                    "You already take a medicine of this kind",
                ],
            ),
            WAY,
            price(
                "Four pens",
                "Four weeks at a time. Stop whenever you like",
                delivery="Cold all the way, signed for at the door",
            ),
            safety(
                "<p>Nausea, constipation, loose stools and tiredness are common, mostly while the dose rises. Less often: gallstones, "
                "inflammation of the pancreas, low blood sugar together with insulin or a sulfonylurea, and changes in the eyes of people "
                "with diabetes. In rats it caused tumors of the thyroid; whether it can in people is not known.</p>",
                [
                    "severe pain in the belly that does not stop, with or without vomiting",
                    "swelling of the face or throat, or trouble breathing",
                ],
                "semaglutide",
            ),
            evidence(
                (
                    "Weight",
                    "2.4 mg a week",
                    "About 15 percent less after 68 weeks, against 2 percent with placebo.",
                    "strong",
                ),
                ("After stopping", "", "Two thirds of the lost weight came back within a year.", "strong"),
                (
                    "Heart",
                    "2.4 mg a week",
                    "Fewer heart attacks and strokes in people who already had heart disease.",
                    "strong",
                ),
                heading=KNOWN,
            ),
            faq(
                "Fair questions",
                (
                    "For how long?",
                    "As long as it helps and agrees with you. Most of what it does ends with it; plan for that from the start.",
                ),
                (
                    "Is this the brand or a copy?",
                    "What your pharmacist hands out is an approved product. We do not have copies compounded.",
                ),
                (
                    "And if the answer is no?",
                    "You are told why, in plain words, and nothing was ever charged.",
                ),
            ),
            sources(
                (
                    "Wilding and others, Once-weekly semaglutide in adults with overweight or obesity. N Engl J Med 2021;384:989",
                    "https://doi.org/10.1056/NEJMoa2032183",
                ),
                (
                    "Wilding and others, Weight regain after withdrawal of semaglutide. Diabetes Obes Metab 2022;24:1553",
                    "https://doi.org/10.1111/dom.14725",
                ),
                (
                    "Lincoff and others, Semaglutide and cardiovascular outcomes in obesity without diabetes. N Engl J Med 2023;389:2221",
                    "https://doi.org/10.1056/NEJMoa2307563",
                ),
            ),
        ),
    ),
    "metformin-er": Programme(
        "Metformin, extended release",
        "The long-known tablet for blood sugar, for adults with type 2 diabetes or prediabetes and sound kidneys. Not a proven "
        "medicine against ageing, whatever you have read.",
        stream(
            text(
                "<h2>What it is</h2><p>Metformin makes the liver release less sugar and the body answer better to insulin. The slow-release "
                "tablet is taken once a day with the evening meal.</p>"
            ),
            fits(
                [
                    "You are 18 to 79 and have type 2 diabetes",
                    "Or prediabetes, with an HbA1c of 5.7 to 6.4 percent in the last year",
                    "You have a kidney test (eGFR) from the last year, or will have one",
                ],
                [
                    "Your eGFR is below 30, or you are on dialysis",
                    "You have type 1 diabetes, or have had lactic acidosis",
                    "You have liver disease, or drink more than 14 drinks a week",
                    "You are pregnant or breastfeeding, or have a scan with contrast dye ahead",
                ],
            ),
            WAY,
            price(
                "Ninety tablets",
                "Ninety days at a time. Nothing renews by itself",
                tests="Bring a recent report, or have one made where you live",
            ),
            safety(
                "<p>Loose stools, nausea and a metallic taste are common at first and mostly pass. Over years vitamin B12 can fall. "
                "Rarely, acid builds up in the blood (lactic acidosis), above all with weak kidneys, severe illness or much alcohol.</p>",
                [
                    "fast breathing with severe weakness, muscle pain or belly pain",
                    "very high blood sugar with vomiting or confusion",
                ],
                "metformin+extended-release",
            ),
            evidence(
                ("Blood sugar", "Once a day", "Lowers HbA1c reliably, without making you heavier.", "strong"),
                (
                    "From prediabetes to diabetes",
                    "850 mg twice a day",
                    "31 percent fewer new cases over three years; changing food and movement did better, with 58.",
                    "strong",
                ),
                (
                    "Ageing",
                    "",
                    "Interesting in animals and in records; no trial in people has shown it.",
                    "early",
                ),
                heading=KNOWN,
            ),
            faq(
                "Fair questions",
                (
                    "Can I have it for longevity alone?",
                    "Our protocol asks for a reason that has been studied. Without one, the answer is no.",
                ),
                ("Do I need a blood test?", "Yes: kidneys and HbA1c, from the last twelve months."),
            ),
            sources(
                (
                    "Diabetes Prevention Program, Reduction in the incidence of type 2 diabetes. N Engl J Med 2002;346:393",
                    "https://doi.org/10.1056/NEJMoa012512",
                ),
                (
                    "American Diabetes Association, Standards of Care in Diabetes",
                    "https://diabetesjournals.org/care",
                ),
            ),
        ),
    ),
}
