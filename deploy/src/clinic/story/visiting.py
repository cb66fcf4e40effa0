"""A visit by video, from choosing a time to the clinician's note."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from clinic.story.browser import Surprised
from clinic.story.people import Member, Patient
from clinic.story.story import CLINICIANS, Story
from clinic.story.waiting import until

DOORS_OPEN = timedelta(minutes=5)
NOTE = "Identity seen. Blood pressure taken on camera with his own cuff: 126 over 80. Questions answered."


@dataclass(frozen=True)
class Visit:
    """A booked visit: its number, when it begins, and the zone its times were shown in."""

    id: str
    starts_at: datetime
    zone: str


def book(patient: Patient) -> Visit:
    """Choose the first free time on the pages that follow the protocol's answer, and book it."""
    choose = patient.page.link("Choose a time")
    until("the visit to be made", lambda: patient.sees(choose) and "/care/visits/" in patient.page.path)
    patient.browser.open(patient.page.link("See free times"))
    zone = patient.page.form("/times").fields["zone"].values[0]
    chosen = patient.page.form("/hold").fields["slot"].choices[0]
    patient.browser.send("/hold", {"slot": chosen})
    patient.browser.send("/book", {"state": patient.details.state, "identity": "yes"})
    patient.page.expect("your visit is booked")
    visit = patient.page.path.rpartition("/")[2]
    return Visit(visit, datetime.fromisoformat(chosen.rpartition("|")[2]), zone)


def take_place(story: Story, patient: Patient, visit: Visit, note: str = NOTE) -> Member:
    """Let both come to the visit, and the clinician write the note; return the clinician.

    The domain clock moves to the moment at which the doors are open.
    """
    story.town.move_clock_to(visit.starts_at - DOORS_OPEN)
    patient.visit("portal", f"/care/visits/{visit.id}")
    here = {"state": patient.details.state, "identity": "yes"}
    patient.browser.send("/join", here)
    clinician = clinician_of(story, visit)
    clinician.browser.send("/start", here)
    clinician.browser.send("/complete", {"note": note}).expect("the visit took place")
    return clinician


def clinician_of(story: Story, visit: Visit) -> Member:
    """Return the clinician whose visit it is, with the visit on the screen."""
    for role in CLINICIANS:
        member = story.at_the_desk(role)
        if member.sees(story.town.at("portal", f"/desk/visits/{visit.id}")):
            return member
    raise Surprised(f"Nobody at the desk has the visit {visit.id}.")
