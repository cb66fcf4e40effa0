"""What editors tell about what is put on the skin, worn or measured with."""

from collections.abc import Mapping

from storefront.content.demo.pieces import evidence, faq, stream, text

STORIES: Mapping[str, str] = {
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
