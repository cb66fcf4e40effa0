"""What the demo clinic tells about its prescription products: what they are, what can go wrong, and who decides."""

from collections.abc import Mapping

from storefront.content.demo.pieces import Block, evidence, faq, steps, stream, text

WAY = steps(
    "How it goes",
    (
        "Three questions",
        "Whether it is worth going on: where you live, your age, a few things that rule it out.",
    ),
    ("Your health, once", "About a dozen questions. A clinician licensed in your state reads your answers."),
    ("A decision, then a payment", "You see a price to pay only after a yes. A no costs nothing."),
)
KNOWN = "What is known"


def _story(opening: str, known: Block, questions: Block) -> str:
    return stream(text(opening), known, WAY, questions)


PRESCRIPTION_STORIES: Mapping[str, str] = {
    "semaglutide-weekly": _story(
        "<h2>A weekly injection, for the long run</h2><p>Semaglutide slows the stomach and quiets appetite. It works as long as "
        "it is taken, alongside food and movement that you can keep up. Beginning is slow on purpose: the dose rises "
        "over months, so that your stomach can follow.</p>",
        evidence(
            (
                "Weight",
                "Once a week",
                "About a seventh of body weight over 16 months in trials, with much spread.",
                "strong",
            ),
            ("After stopping", "", "Most of the weight returns within a year or two.", "strong"),
            ("Common effects", "", "Nausea, constipation, tiredness; worst while the dose rises.", "strong"),
            heading=KNOWN,
        ),
        faq(
            "Good to know",
            (
                "Who must not take it?",
                "People with medullary thyroid cancer or MEN 2 in themselves or their family, who have had "
                "pancreatitis, or who are or want to become pregnant. The intake asks about all of it.",
            ),
            ("How does it travel?", "Cold, in an insulated box, with a signature at the door."),
        ),
    ),
    "metformin-er": _story(
        "<h2>An old medicine with new admirers</h2><p>Metformin has been taken for sixty years to lower blood sugar. Some "
        "hope that it also slows ageing; the trial that would tell has not been finished. A clinician looks at your "
        "kidneys and your sugar before anything else.</p>",
        evidence(
            (
                "Blood sugar",
                "Once a day",
                "Lowers it reliably, and delays diabetes in people at high risk.",
                "strong",
            ),
            ("Ageing", "", "Interesting in animals, unproven in people.", "early"),
            (
                "Common effects",
                "",
                "Loose stools and nausea at first; fewer with the slow-release tablet.",
                "strong",
            ),
            heading=KNOWN,
        ),
        faq(
            "Good to know",
            (
                "Who must not take it?",
                "People with poor kidney function, severe liver disease or heavy drinking.",
            ),
            ("Do I need a blood test?", "Yes: kidney function and HbA1c within the last year."),
        ),
    ),
    "tadalafil-daily": _story(
        "<h2>A small dose, so that you need not plan</h2><p>Taken daily, tadalafil keeps a low, even level in the blood. "
        "It is a medicine for blood vessels, and that is why a clinician asks about your heart.</p>",
        evidence(
            ("Erections", "Once a day", "Better for most men who take it, within two weeks.", "strong"),
            ("Trouble passing water", "Once a day", "Somewhat less of it.", "moderate"),
            ("Common effects", "", "Headache, flushing, a stuffy nose, an aching back.", "strong"),
            heading=KNOWN,
        ),
        faq(
            "Good to know",
            (
                "Who must not take it?",
                "Anybody who takes nitrates for the chest, in any form. Together they can be fatal.",
            ),
            (
                "When is it an emergency?",
                "Chest pain, sudden loss of sight, or an erection over four hours: call 911.",
            ),
        ),
    ),
    "estradiol-patch": _story(
        "<h2>A patch that is changed twice a week</h2><p>Estradiol through the skin replaces what the ovaries no longer "
        "make. It is for hot flushes and broken nights, at the lowest dose that does. People with a womb "
        "need a progestogen beside it; your clinician sees to that.</p>",
        evidence(
            ("Hot flushes", "Twice a week", "Three in four fewer, after some weeks.", "strong"),
            ("Bones", "", "Keeps their density while it is worn.", "strong"),
            (
                "Risks",
                "",
                "Depend on age, years since the last period, and family. They are weighed with you.",
                "strong",
            ),
            heading=KNOWN,
        ),
        faq(
            "Good to know",
            (
                "Who must not use it?",
                "People who have had breast cancer, a clot, a stroke, or bleeding that nobody has explained.",
            ),
            ("Is there always a visit?", "Usually, yes: by video, within seven days."),
        ),
    ),
}
