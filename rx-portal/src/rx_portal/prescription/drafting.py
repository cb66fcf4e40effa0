"""Putting a prescription together from the record: what is proposed, what is missing, what checks find."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.enrollment import queries as enrollments
from rx_portal.enrollment.schemas import Profile
from rx_portal.formulary import queries as formulary
from rx_portal.formulary.schemas import Directions, Offering
from rx_portal.identity import queries as identity
from rx_portal.intake import queries as intakes
from rx_portal.intake.questionnaire import Question, Value, speak
from rx_portal.intake.schemas import Sheet
from rx_portal.prescription.checking import Listed, check_allergies, check_interactions, read_list
from rx_portal.prescription.content import Medication, Person, Prescriber, last_day
from rx_portal.prescription.schemas import Checks, Draft, Missing, Written
from rx_portal.risk.evaluator import Decision
from rx_portal.visit import queries as visits
from rx_portal.visit import zones
from shared_lib.identity import Actor

if TYPE_CHECKING:
    from rx_portal.review.models import Review

MEDICATIONS = ("medication", "medicine", "nitrate", "opioid")
ALLERGIES = ("allerg",)
MEANS_NITRATES = {"nitrates": "nitroglycerin"}
"""What a plain yes to a question names."""


async def draft(
    session: AsyncSession, review: "Review", written: Written, *, clinician: Actor, now: datetime
) -> Draft:
    """Return the prescription that this case would get, with everything that is still missing by name.

    :raises NotOffered: the product is not offered today.
    """
    on = now.astimezone(ZoneInfo(zones.of_state(review.state))).date()
    offering = await formulary.offering(session, review.product, on=on)
    profile = await enrollments.find_profile(session, review.patient_id)
    sheet = await _sheet(session, review, now)
    prescriber = await _prescriber(session, review, clinician)
    ships = await formulary.ships_to(session, offering.pharmacy.key, review.state, on=on)
    chosen = _chosen(offering.directions, written.direction)
    medication = _medication(offering, chosen, written)
    checked = _checks(medication.ingredients, sheet)
    return Draft(
        review_id=review.id,
        patient=_person(review.patient_id, profile),
        prescriber=prescriber,
        medication=medication,
        pharmacy=offering.pharmacy.key,
        pharmacy_name=offering.pharmacy.name,
        state=review.state,
        written_on=on,
        expires_on=last_day(on),
        choices=offering.directions,
        direction=chosen.code if chosen else "",
        taken=checked.taken,
        interactions=checked.interactions,
        allergies=checked.allergies,
        missing=list(_missing(profile, prescriber, medication, offering, ships)),
        needs_override=review.outcome is not Decision.APPROVED,
    )


async def checks(session: AsyncSession, review: "Review", *, now: datetime) -> Checks:
    """Return what a case's product meets in the answers, before anybody writes a prescription.

    :raises NotOffered: the product is not offered today.
    """
    on = now.astimezone(ZoneInfo(zones.of_state(review.state))).date()
    offering = await formulary.offering(session, review.product, on=on)
    return _checks(offering.drug.ingredients, await _sheet(session, review, now))


def _checks(ingredients: Sequence[str], sheet: Sheet | None) -> Checks:
    taken = listed(sheet, MEDICATIONS, means=MEANS_NITRATES)
    allergic = listed(sheet, ALLERGIES, means={"allergy": ", ".join(ingredients)})
    return Checks(
        ingredients=ingredients,
        taken=taken,
        interactions=check_interactions(ingredients, taken),
        allergies=check_allergies(ingredients, allergic),
    )


def listed(sheet: Sheet | None, about: Sequence[str], *, means: Mapping[str, str]) -> Listed:
    """Return what the answers to questions about these things name; unasked is not the same as none.

    `means` says by question what a plain yes names.
    """
    if sheet is None:
        return Listed(given=False)
    told = [
        words
        for question in sheet.walk.questions
        if any(part in question.link_id for part in about) and question.link_id in sheet.walk.values
        for words in _told(question, sheet.walk.values[question.link_id], means)
    ]
    return read_list("\n".join(told)) if told else Listed(given=False)


def _told(question: Question, value: Value, means: Mapping[str, str]) -> Iterator[str]:
    match value:
        case False:
            yield "none"
        case True:
            yield from (name for key, name in means.items() if key in question.link_id)
        case tuple() if any(option.exclusive and option.code in value for option in question.options):
            yield "none"
        case _:
            yield speak(question, value)


async def _sheet(session: AsyncSession, review: "Review", now: datetime) -> Sheet | None:
    intake = await intakes.find_of_enrollment(session, review.enrollment_id)
    return await intakes.sheet(session, intake.id, now=now) if intake else None


async def _prescriber(session: AsyncSession, review: "Review", clinician: Actor) -> Prescriber:
    staff = await identity.get_staff(session, UUID(clinician.id))
    licences = await visits.list_licences(session, staff.id)
    number = next((licence.number for licence in licences if licence.state == review.state), "")
    return Prescriber(str(staff.id), staff.name, review.state, number)


def _chosen(choices: Sequence[Directions], code: str) -> Directions | None:
    return next((one for one in choices if one.code == code), choices[0] if choices and not code else None)


def _medication(offering: Offering, chosen: Directions | None, written: Written) -> Medication:
    return Medication(
        product=offering.product,
        sku=chosen.sku if chosen else "",
        drug=chosen.drug if chosen else "",
        ingredients=offering.drug.ingredients,
        form=offering.drug.form,
        route=offering.drug.route,
        directions=written.directions.strip() or (chosen.text if chosen else ""),
        quantity=(chosen.quantity if chosen else 0) if written.quantity is None else written.quantity,
        unit=chosen.unit if chosen else "",
        refills=offering.refills if written.refills is None else written.refills,
        days_supply=offering.days_supply if written.days_supply is None else written.days_supply,
    )


def _person(patient_id: UUID, profile: Profile | None) -> Person:
    if profile is None:
        return Person(str(patient_id), "", "", "")
    born: date = profile.birth_date
    return Person(str(patient_id), profile.legal_name, born.isoformat(), "\n".join(profile.address.lines))


def _missing(
    profile: Profile | None,
    prescriber: Prescriber,
    drug: Medication,
    offering: Offering,
    ships: bool,
) -> Iterable[Missing]:
    most_refills = 11
    demands = (
        ("patient", "The patient's name, birth date and address are missing.", profile is not None),
        ("licence", "Your licence number for this state is missing.", bool(prescriber.licence_number)),
        ("drug", "The clinic has not written down what this product consists of.", bool(drug.ingredients)),
        ("direction", "Choose one of the strengths listed.", bool(drug.sku)),
        ("directions", "The directions are missing.", bool(drug.directions)),
        ("quantity", "The quantity is a whole number of at least 1.", drug.quantity > 0),
        ("refills", "Refills are a whole number from 0 to 11.", 0 <= drug.refills <= most_refills),
        ("days_supply", "Say for how many days a fill lasts, as a whole number.", drug.days_supply > 0),
        ("pharmacy", f"{offering.pharmacy.name} does not ship to {prescriber.licence_state}.", ships),
    )
    return (Missing(code, words) for code, words, good in demands if not good)
