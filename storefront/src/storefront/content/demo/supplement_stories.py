"""What editors tell about the other half of the supplements: no claim about any disease."""

from collections.abc import Mapping

from storefront.content.demo.pieces import evidence, faq, stream, text
from storefront.content.demo.statement import SUPPLEMENT

STORIES: Mapping[str, str] = {
    "nmn-capsules": stream(
        text(
            "<h2>A hopeful guess, plainly labelled</h2><p>NMN is a step on the way to NAD+, which every cell uses and "
            "which declines with age. In people it raises NAD+ in the blood. Whether that is a good thing to have raised is "
            "what nobody knows yet. We sell it because adults may choose, and because ours is at least what it says it is.</p>"
        ),
        evidence(
            ("NAD+ in blood", "300 mg a day", "Rises within weeks, in several small trials.", "moderate"),
            ("Walking, grip, insulin", "", "Single trials of a few dozen people; not repeated.", "early"),
            ("A longer life", "", "Never tested in people. Be wary of anybody who says otherwise.", "none"),
            note=SUPPLEMENT,
        ),
        faq(
            "Before you buy",
            (
                "Is it safe?",
                "Up to a year at these amounts, as far as is known. Beyond that there are no good data.",
            ),
            ("Who should wait?", "Anybody with cancer, now or before, and anybody pregnant or nursing."),
        ),
    ),
    "collagen-peptides": stream(
        text(
            "<h2>Protein with a good reputation</h2><p>Collagen is the protein of skin and sinew, cut small so that it "
            "dissolves in cold water and tastes of nothing. It comes from grass-fed cattle in Uruguay. As protein "
            "it is incomplete: let it accompany your meals, not replace them.</p>"
        ),
        evidence(
            (
                "Skin that holds water",
                "10 g a day",
                "Small gains after eight weeks or more; many trials are paid for by makers.",
                "moderate",
            ),
            ("Joints that complain", "10 g a day", "A little less discomfort in some trials.", "early"),
            ("Hair and nails", "", "Next to nothing has been measured.", "early"),
            note=SUPPLEMENT,
        ),
        faq(
            "Before you buy",
            ("Is there a vegan one?", "Not really. What is sold as such contains no collagen."),
            ("How do I take it?", "A scoop in coffee, porridge or water, at any time."),
        ),
    ),
    "electrolyte-sachets": stream(
        text(
            "<h2>For the long, hot and sweaty</h2><p>Water is enough for most of life. For two hours on a bicycle in July, "
            "for a sauna, for a stomach that has had a bad night, salt helps the water stay. No sugar, no colour; the taste is lemon and a little of the sea.</p>"
        ),
        evidence(
            ("Sodium", "500 mg a stick", "Replaces what sweat takes, when you sweat for hours.", "strong"),
            (
                "Potassium and magnesium",
                "200 mg and 60 mg",
                "Lost far less in sweat; small amounts suffice.",
                "moderate",
            ),
            ("At a desk", "", "You do not need this at a desk.", "none"),
            note=SUPPLEMENT,
        ),
        faq(
            "Before you buy",
            ("How much water?", "Half a litre, or a pint, to a stick."),
            (
                "Who should ask first?",
                "Anybody who must watch salt: high blood pressure, heart or kidney disease.",
            ),
        ),
    ),
    "fiber-blend": stream(
        text(
            "<h2>The least glamorous thing on the shelf</h2><p>Most adults eat half the fibre they should. Psyllium, oat "
            "and inulin close some of the gap: one scoop is six grams. Begin with half, drink a full glass, and give your gut a week to make its peace.</p>"
        ),
        evidence(
            ("Psyllium", "4 g a scoop", "Regular days, and slightly lower LDL cholesterol.", "strong"),
            ("Oat beta-glucan", "1 g a scoop", "Slows the rise of sugar after a meal.", "moderate"),
            ("Inulin", "1 g a scoop", "Feeds gut bacteria. What follows from that is unsettled.", "early"),
            note=SUPPLEMENT,
        ),
        faq(
            "Before you buy",
            ("Can I take it with medicines?", "Two hours apart: fibre carries things along."),
            ("Who should ask first?", "Anybody who has trouble swallowing, or a narrowing of the gut."),
        ),
    ),
}
