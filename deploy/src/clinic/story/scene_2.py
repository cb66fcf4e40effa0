"""Line 2: a patient is told at once that her state refuses, why, and what she can have instead."""

from clinic.story.asking import see_if_eligible
from clinic.story.people import Details, Patient
from clinic.story.story import Story

TITLE = "Ineligible in one state, and told why; eligible in another"
PRODUCT = "metformin-er"
HER = Details("Marisol Ferreira", (3, 14, 1981), "12 Alder Court", "Portland", "OR", "97209", "503 555 0142")


def play(story: Story) -> Patient:
    """Ask from Nevada, then from Oregon; return her, eligible and not yet known."""
    patient = Patient(story.town, HER)
    see_if_eligible(patient, PRODUCT, state="NV").expect("we cannot offer you", "without a prescription")
    offered = patient.page.link("/p/")
    story.step("in Nevada the clinic may not treat her: the page says so, and why", patient.page.url)
    patient.browser.open(offered).expect("Add to basket")
    story.step("instead it offers something that anybody may buy", offered)
    see_if_eligible(patient, PRODUCT).expect("you can go on")
    story.step("in Oregon she can go on; nothing about her has been kept so far", patient.page.url)
    return patient
