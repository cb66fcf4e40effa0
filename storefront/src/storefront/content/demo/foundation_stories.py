"""What editors tell about the first half of the supplements: no claim about any disease."""

from collections.abc import Mapping

from storefront.content.demo.pieces import evidence, faq, stream, text
from storefront.content.demo.statement import SUPPLEMENT

STORIES: Mapping[str, str] = {
    "omega-3-concentrate": stream(
        text(
            "<h2>For people who would rather not eat sardines</h2><p>Two softgels give you about what two servings of oily "
            "fish a week would. The oil is from anchovies caught off Peru, concentrated so that you swallow less of "
            "it, and kept under nitrogen so that it does not turn. Cut one open: it should smell of the sea, not of a harbour.</p>"
        ),
        evidence(
            (
                "EPA and DHA",
                "1,000 mg in two softgels",
                "Raise the omega-3 level in blood; the more so, the lower it was.",
                "strong",
            ),
            (
                "Heart and circulation",
                "",
                "Large trials disagree for people who eat fish already.",
                "moderate",
            ),
            ("Memory and mood", "", "Small trials, mixed results. We would not buy it for this.", "early"),
            note=SUPPLEMENT,
        ),
        faq(
            "Before you buy",
            (
                "When should I take it?",
                "With the largest meal of the day. Fat helps it in, and there is less to taste afterwards.",
            ),
            (
                "Who should ask first?",
                "Anybody who takes blood thinners, has had an irregular heartbeat, or is allergic to fish.",
            ),
        ),
    ),
    "vitamin-d3-k2": stream(
        text(
            "<h2>Drops, so that you can take the amount you need</h2><p>One drop is 1,000 IU in olive oil. Most adults "
            "who are short need one or two; few need more. If you can, have your level measured first: then you know "
            "whether to begin, and when to stop.</p>"
        ),
        evidence(
            ("Vitamin D3", "1,000 IU a drop", "Raises a low level reliably within two months.", "strong"),
            ("Bones", "", "Helps where people are short of it; adds little where they are not.", "moderate"),
            (
                "Vitamin K2 (MK-7)",
                "10 mcg a drop",
                "Goes along with D3 by custom. Trials are few and small.",
                "early",
            ),
            note=SUPPLEMENT,
        ),
        faq(
            "Before you buy",
            ("Can I take too much?", "Yes. More than 4,000 IU a day for months needs a doctor's eye."),
            (
                "Who should ask first?",
                "Anybody on warfarin, because of the K2, and anybody with kidney stones.",
            ),
        ),
    ),
    "magnesium-glycinate": stream(
        text(
            "<h2>The form that is kind to the stomach</h2><p>Magnesium is cheap; magnesium that stays in you is less so. We "
            "bind ours to glycine, which makes the capsules larger and the evening quieter. Beans, nuts and "
            "wholegrain do the same work, and we would not mind if you chose them.</p>"
        ),
        evidence(
            (
                "Magnesium",
                "200 mg in two capsules",
                "Makes up for a diet that is short of it, as many are.",
                "strong",
            ),
            ("Cramps in the night", "", "Good trials in older adults found little difference.", "moderate"),
            ("Falling asleep", "", "Small trials hint at some minutes sooner.", "early"),
            note=SUPPLEMENT,
        ),
        faq(
            "Before you buy",
            ("Why two capsules?", "Because the gentle form is bulky. One is a fair start."),
            (
                "Who should ask first?",
                "Anybody with kidney disease, or who takes thyroid tablets or certain antibiotics: keep hours between them.",
            ),
        ),
    ),
    "creatine-monohydrate": stream(
        text(
            "<h2>One ingredient, forty years of trials</h2><p>There is nothing in the tub but creatine. It needs no "
            "loading, no cycling and no flavour. Five grams a day in water, tea or yoghurt, on days you train and on days you do not.</p>"
        ),
        evidence(
            (
                "Strength and repeated effort",
                "5 g a day",
                "A small, steady gain together with resistance training.",
                "strong",
            ),
            ("Muscle after sixty", "5 g a day", "More lean mass when taken along with training.", "moderate"),
            ("Thinking when short of sleep", "", "A handful of small trials.", "early"),
            note=SUPPLEMENT,
        ),
        faq(
            "Before you buy",
            ("Will I gain weight?", "A pound or two in the first weeks. It is water inside the muscle."),
            (
                "Who should ask first?",
                "Anybody with kidney disease. Tell your doctor before a blood test: it nudges creatinine.",
            ),
        ),
    ),
    "coq10-ubiquinol": stream(
        text(
            "<h2>The reduced form, and a modest promise</h2><p>The body makes coenzyme Q10 itself, a little less of it each "
            "decade. Ubiquinol reaches the blood better than the older form. What it does once there is less settled "
            "than labels suggest, which is why this page says “early” twice.</p>"
        ),
        evidence(
            (
                "Ubiquinol",
                "100 mg a softgel",
                "Raises the level in blood more than ubiquinone does.",
                "moderate",
            ),
            (
                "Tired muscles on a statin",
                "",
                "Trials point both ways. Talk to whoever prescribed it.",
                "early",
            ),
            ("Everyday energy", "", "No good trial in healthy people shows it.", "early"),
            note=SUPPLEMENT,
        ),
        faq(
            "Before you buy",
            ("How long should I try it?", "Two months. If you notice nothing, stop; that is an answer too."),
            ("Who should ask first?", "Anybody on warfarin or medicines for blood pressure."),
        ),
    ),
}
