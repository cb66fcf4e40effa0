"""What a patient and the staff write at the front doors can be read nowhere else in plain text."""

from dataclasses import dataclass

import pytest

from clinic.home import Home
from clinic.story import deciding, outside, paying, visiting
from clinic.story.answers import YES, about_weight_without_blood_pressure, said
from clinic.story.asking import ask_for
from clinic.story.people import Details, Patient
from clinic.story.story import Story
from tests.journeys.everywhere import in_database, in_files, in_valkey
from tests.journeys.facts import rows

PRODUCT = "semaglutide-weekly"
WHO = Details(
    name="Zephyrine Quillfeatherby",
    born=(4, 17, 1973),
    line1="77 Xylograph Passage",
    city="Ulverstonia",
    state="WA",
    postcode="98109",
    phone="206 555 0199",
)
IDENTIFYING = ("Quillfeatherby", "Zephyrine", "Xylograph", "Ulverstonia", "2065550199", "1973-04-17")
SAID = {
    "tried-how": "Canaryfasting on weekdays",
    "other-medicines-list": "Zolpiprantol forty milligrams",
    "anything-else": "Corvineuralgia since childhood",
}
CLINICAL = (
    "Canaryfasting",
    "Zolpiprantol",
    "Corvineuralgia",
    "Notelarkspur",
    "Reasonwagtail",
    "Askedshearwater",
)
EMAIL = "finchmailbox@example.com"
WORDS = (*IDENTIFYING, *CLINICAL)


@dataclass(frozen=True)
class Sent:
    patient: Patient
    fill: str


@pytest.fixture(scope="module")
def sent(story: Story) -> Sent:
    """Somebody whose every field is unmistakable goes the whole way to an outside pharmacy."""
    patient = Patient(story.town, WHO, EMAIL)
    answers = {
        **about_weight_without_blood_pressure(story.town.now.date()),
        **{name: said(words) for name, words in SAID.items()},
        "other-medicines": YES,
    }
    ask_for(patient, PRODUCT, answers)
    visit = visiting.book(patient)
    visiting.take_place(story, patient, visit, note="Notelarkspur: seen and heard.")
    known, come = set(outside.fills(story.town)), len(story.town.mails(EMAIL))
    clinician = story.a_signer()
    deciding.claim(clinician, deciding.find_case(clinician, PRODUCT, WHO.state))
    for word in CLINICAL[:4]:
        clinician.page.expect(word)
    deciding.approve(
        clinician,
        reason="clarified_at_visit",
        words="Reasonwagtail, in so many words.",
        unchecked="Askedshearwater: the leaflet names nothing.",
    )
    paying.open_offer(patient, after=come)
    paying.pay(patient)
    return Sent(patient, outside.fill_of(story.town, known))


def test_the_pharmacy_is_told_who_gets_it_and_no_answer(story: Story, sent: Sent) -> None:
    bundle = str(next(one["bundle"] for one in story.town.fills() if one["task"]["id"] == sent.fill))

    assert "Quillfeatherby" in bundle
    assert not any(word in bundle for word in CLINICAL)


def test_the_desks_database_holds_nothing_in_plain_text(story: Story, sent: Sent) -> None:
    assert list(in_database(story.town, "rx", [*WORDS, EMAIL])) == []


def test_the_shops_database_knows_the_account_and_nothing_else(story: Story, sent: Sent) -> None:
    assert list(in_database(story.town, "shop", WORDS)) == []
    places = {table for table, _ in in_database(story.town, "shop", [EMAIL])}
    assert places <= {"storefront.account_user", "storefront.account_emailaddress"}


def test_valkey_holds_nothing(story: Story, sent: Sent) -> None:
    assert list(in_valkey(story.town, WORDS)) == []


def test_no_log_has_a_line_about_it(home: Home, sent: Sent) -> None:
    assert list(in_files(home, "log", [*WORDS, EMAIL])) == []


def test_no_mail_tells(story: Story, sent: Sent) -> None:
    mails = story.town.mails(EMAIL)

    assert len(mails) >= 3
    assert [one for one in mails if any(word in f"{one.subject}\n{one.text}" for word in WORDS)] == []


def test_the_processor_knows_nothing(home: Home, sent: Sent) -> None:
    assert list(in_files(home, "stripe", [*WORDS, EMAIL, PRODUCT, "semaglutide"])) == []


def test_the_search_would_find_it(story: Story, sent: Sent) -> None:
    assert rows(story.town, "shop", "SELECT 1 FROM storefront.account_user WHERE email = %s", EMAIL) == [(1,)]
    assert [word for _, word in in_database(story.town, "shop", [EMAIL])]
