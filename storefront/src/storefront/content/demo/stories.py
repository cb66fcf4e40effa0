"""What editors tell about each product the demo clinic sells without a prescription: no claim about any disease."""

from collections.abc import Mapping

from storefront.content.demo.pieces import evidence, faq, stream, text

SUPPLEMENT = "This statement is about a food supplement, which is not intended to diagnose, treat, cure or prevent any disease."

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
    "mineral-sunscreen-spf50": stream(
        text(
            "<h2>The one thing for skin that everybody agrees on</h2><p>Zinc oxide, ground fine enough to vanish into most "
            "skins within a minute. No scent, nothing that stings the eyes. Two fingers' length for face and neck, every "
            "morning, and again after swimming.</p>"
        ),
        evidence(
            ("Zinc oxide", "22 %", "Blocks UVA and UVB; tested at SPF 50.", "strong"),
            (
                "Skin that ages more slowly",
                "",
                "A four-year trial of daily use found visibly less ageing.",
                "strong",
            ),
            ("Blue light from screens", "", "Not worth a thought.", "none"),
        ),
        faq(
            "Before you buy",
            (
                "Does it leave a cast?",
                "On very dark skin, a faint one for some minutes. We are working on a tinted kind.",
            ),
            (
                "How long does a tube last?",
                "Six weeks for one face, worn daily. If it lasts a year, you use too little.",
            ),
        ),
    ),
    "ceramide-night-cream": stream(
        text(
            "<h2>A wall, repaired overnight</h2><p>Skin keeps water in with a mortar of fats; soap and winter wear it away. "
            "Three ceramides, cholesterol and a fatty acid put some back. It is thick, scentless, and will not make "
            "you younger. It makes skin comfortable, which is underrated.</p>"
        ),
        evidence(
            ("Ceramides 1, 3 and 6-II", "", "Less water lost through the skin, within days.", "strong"),
            (
                "Dry, itchy skin",
                "",
                "Feels better in most trials; so does any rich cream, a little less.",
                "moderate",
            ),
            ("Fine lines", "", "Softer while it is on. That is moisture.", "moderate"),
        ),
        faq(
            "Before you buy",
            ("Can I use it with tretinoin?", "Yes: after it, or before it on nights when your skin objects."),
            ("Is it for the day, too?", "It can be. Put sunscreen over it."),
        ),
    ),
    "blood-pressure-monitor": stream(
        text(
            "<h2>The most useful number you can take at home</h2><p>One reading in a doctor's office says little. A week of "
            "readings at your own table says a great deal. The cuff goes round the upper arm, the display is large, and the "
            "memory keeps two people apart. No app, no account.</p>"
        ),
        evidence(
            (
                "Accuracy",
                "",
                "Checked against a validated protocol for adults, cuff 9 to 17 inches.",
                "strong",
            ),
            (
                "Measuring at home",
                "",
                "Predicts what follows better than readings at the doctor's.",
                "strong",
            ),
            heading="What is known",
        ),
        faq(
            "Before you buy",
            (
                "How do I do it properly?",
                "Sit five minutes, feet flat, arm on the table. Twice in the morning, twice in the evening, for a week.",
            ),
            (
                "When should I call somebody?",
                "At 180 over 120 or more, measure again; if it stays or you feel unwell, call 911.",
            ),
        ),
    ),
    "sleep-ring": stream(
        text(
            "<h2>A diary that writes itself</h2><p>Titanium, two grams, seven nights on a charge. It notes when you fell "
            "asleep, when you woke, and how your pulse behaved in between. It is good at the first two. Take its opinion "
            "about deep sleep as a weather forecast.</p>"
        ),
        evidence(
            ("Asleep or awake", "", "Agrees with a sleep laboratory about nine times in ten.", "strong"),
            ("Stages of sleep", "", "Right about two times in three.", "moderate"),
            ("Better sleep from wearing it", "", "Some people sleep worse for looking.", "early"),
            heading="What is known",
        ),
        faq(
            "Before you buy",
            ("Which size?", "We send a set of plastic rings first, free. Wear one for a day; fingers swell."),
            ("Where do my nights go?", "To your phone. Nothing is sent to us."),
        ),
    ),
    "glucose-home-test": stream(
        text(
            "<h2>Three months in one drop</h2><p>HbA1c shows how much sugar your blood has carried over the last three "
            "months. A finger prick, a card, an envelope; the laboratory's answer comes in four days, with what it means "
            "and what to ask your doctor.</p>"
        ),
        evidence(
            ("HbA1c from a dried spot", "", "Within 0.3 points of a sample from the vein.", "strong"),
            (
                "Testing when you feel well",
                "",
                "Sensible from 35 on, or sooner with a family history.",
                "moderate",
            ),
            heading="What is known",
        ),
        faq(
            "Before you buy",
            ("Is it a diagnosis?", "No. It is a result to take to somebody who can make one."),
            ("Do I need to fast?", "No. Any time of day will do."),
        ),
    ),
}
