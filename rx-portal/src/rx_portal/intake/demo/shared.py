"""Questions that several treatments ask in the same words."""

from rx_portal.intake.demo.items import Condition, Item, choose_all, day, is_, number, words, yes, yes_no

NOT_MALE: list[Condition] = [is_("sex", "female"), is_("sex", "intersex")]


def right_now(options: list[tuple[str, str]]) -> Item:
    """Return the first question of all: whether somebody needs help at once."""
    return choose_all(
        "right-now",
        "Do you have any of these right now?",
        "Right now",
        options,
        urgent=True,
        why="Some things cannot wait for us. If one of these is happening, we tell you whom to call.",
    )


def expecting() -> Item:
    """Return the question on pregnancy, for those who may become pregnant."""
    return choose_all(
        "expecting",
        "Do any of these apply to you?",
        "Pregnancy",
        [
            ("pregnant", "I am pregnant, or may be"),
            ("planning", "I plan to become pregnant in the next 3 months"),
            ("breastfeeding", "I am breastfeeding"),
        ],
        when=NOT_MALE,
        why="This medicine may harm a baby before birth or through milk.",
    )


def blood_pressure() -> list[Item]:
    """Return the questions on blood pressure: whether it is known, when it was taken, and both numbers."""
    known = [yes("bp-known")]
    return [
        yes_no(
            "bp-known",
            "Do you know your blood pressure from the last 6 months?",
            "Blood pressure known",
            why="A reading from a pharmacy or at home is fine. If you have none, a clinician will ask.",
        ),
        day("bp-date", "When was it measured?", "Blood pressure measured on", when=known),
        number(
            "systolic",
            "What was the first, higher number?",
            "Blood pressure, first number",
            unit="mm[Hg]",
            least="60",
            most="260",
            when=known,
        ),
        number(
            "diastolic",
            "What was the second, lower number?",
            "Blood pressure, second number",
            unit="mm[Hg]",
            least="30",
            most="160",
            when=known,
        ),
    ]


def other_medicines() -> list[Item]:
    """Return the questions on whatever else is taken, which a clinician reads."""
    return [
        yes_no(
            "other-medicines",
            "Do you take any other medicines, vitamins or supplements?",
            "Other medicines",
            why="Some medicines change how others work.",
        ),
        words(
            "other-medicines-list",
            "Which ones, and how much of each?",
            "Which medicines",
            when=[yes("other-medicines")],
        ),
        words("anything-else", "Is there anything else that the clinician should know?", "Anything else"),
    ]
