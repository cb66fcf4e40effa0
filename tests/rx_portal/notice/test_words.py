"""Every notice, in every language, says that there is news and nothing of what about."""

import itertools
import re
import string
from datetime import UTC, date, datetime

import pytest

from rx_portal.notice.letter import Said, mail_of, text_of
from rx_portal.notice.states import Language, Occasion
from rx_portal.notice.words import ENGLISH, HOW_TO_END, WORDS
from shared_lib.brand.catalogue import PICTURES

TELLING = re.compile(
    r"medic|medicin|drug|prescri|recet|receta|doctor|physician|clinic|clínic|pharma|farmac|dispens|health|salud|"
    r"treat|tratam|therap|terap|diagnos|patient|paciente|telehealth|hormone|hormona|weight|\bpeso|obes|diabet|"
    r"blood|sangre|sugar|azúcar|sexual|erect|menopaus|testost|estradiol|estr[oó]gen|semaglut|metform|tadalafil|longevity|"
    r"longevidad|dose|dosis|pill|píldora|tablet|inject|inyec|lab\b|laborator|symptom|síntoma|condition|afección|"
    r"enfermedad|refill|video",
    re.IGNORECASE,
)
SAID = Said(when=datetime(2026, 11, 1, 9, 30, tzinfo=UTC), zone="America/Chicago", day=date(2026, 11, 3))
EVERY = list(itertools.product(Language, Occasion))


def _names() -> set[str]:
    return {picture.slug.replace("-", " ") for picture in PICTURES} | {
        "semaglutide",
        "metformin",
        "tadalafil",
        "estradiol",
    }


@pytest.mark.parametrize(("language", "occasion"), EVERY)
class TestANotice:
    def test_names_nothing_clinical_and_no_product(self, language: Language, occasion: Occasion) -> None:
        mail = mail_of("a@example.org", occasion, language, "https://portal.test/", SAID)
        text = text_of("4155550123", occasion, language, "https://portal.test", SAID)

        said = f"{mail.subject}\n{mail.text}\n{mail.html}\n{text.body if text else ''}"

        assert TELLING.findall(said) == []
        assert [name for name in _names() if name in said.lower()] == []

    def test_fills_every_gap_it_has(self, language: Language, occasion: Occasion) -> None:
        words = WORDS[language][occasion]

        for line in (words.subject, words.sentence, words.action, words.text):
            gaps = {name for _, name, _, _ in string.Formatter().parse(line) if name}
            assert gaps <= {"when", "day"}
            assert "{" not in SAID.fill(line, language)

    def test_a_text_is_short_and_says_how_to_end_them(self, language: Language, occasion: Occasion) -> None:
        text = text_of("4155550123", occasion, language, "https://care.alderandvale.example", SAID)
        if text is None:
            return

        assert text.to == "+14155550123"
        assert text.body.startswith("Alder & Vale: ")
        assert len(text.body) <= 200
        assert occasion is Occasion.TEXTS_OVER or text.body.endswith(HOW_TO_END[language])


def test_every_language_has_every_occasion_in_words_of_its_own() -> None:
    for language, words in WORDS.items():
        assert words.keys() == set(Occasion)
        assert all(bool(words[each].text) == bool(ENGLISH[each].text) for each in Occasion)
        if language is not Language.ENGLISH:
            assert all(words[each].sentence != ENGLISH[each].sentence for each in Occasion)


def test_times_are_said_in_the_language_with_their_zone() -> None:
    mail = mail_of("a@example.org", Occasion.VISIT_SOON, Language.SPANISH, "https://portal.test/", SAID)

    assert "Tiene una cita el dom 1 nov 2026, 03:30 CST." in mail.text
