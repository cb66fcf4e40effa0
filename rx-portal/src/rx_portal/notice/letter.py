"""From words to a mail and a text in somebody's language. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from integrations.notify.port import Mail, Text
from rx_portal.notice.states import Language, Occasion
from rx_portal.notice.words import HOW_TO_END, WORDS
from shared_lib.brand.wording import day, moment

CLINIC = "Alder & Vale"


@dataclass(frozen=True, slots=True)
class Said:
    """What some notices have to say: a moment at a place's clocks, a last day."""

    when: datetime | None = None
    zone: str = "UTC"
    day: date | None = None

    def fill(self, words: str, language: Language) -> str:
        """Return the words with what is said in them."""
        return words.format(
            when=moment(self.when, self.zone, language) if self.when else "",
            day=day(self.day, language) if self.day else "",
        )


def mail_of(to: str, occasion: Occasion, language: Language, address: str, said: Said) -> Mail:
    """Return the mail of an occasion; `address` is where it is told what about."""
    words = WORDS[language][occasion]
    sentence, action = said.fill(words.sentence, language), words.action
    text = f"{sentence}\n\n{action}:\n{address}\n\n{CLINIC}\n"
    html = (
        f"<p>{escape(sentence)}</p><p>{escape(action)}: "
        f'<a href="{escape(address)}">{escape(address)}</a></p><p>{escape(CLINIC)}</p>'
    )
    return Mail(to, words.subject, text, html)


def text_of(phone: str, occasion: Occasion, language: Language, address: str, said: Said) -> Text | None:
    """Return the text message of an occasion, if it has one; `phone` is ten digits."""
    words = WORDS[language][occasion].text
    if not words:
        return None
    ends = occasion is Occasion.TEXTS_OVER
    rest = "" if ends else f" {address} {HOW_TO_END[language]}"
    return Text(f"+1{phone}", f"{CLINIC}: {said.fill(words, language)}{rest}")
