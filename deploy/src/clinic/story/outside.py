"""The outside pharmacy: what it is sent, and its staff at work."""

from typing import Any

from clinic.story.browser import Surprised
from clinic.story.town import Town
from clinic.story.waiting import until

Resource = dict[str, Any]
REQUIRED = ("status", "intent", "subject", "medicationCodeableConcept")
"""What FHIR R4 demands of a MedicationRequest: https://hl7.org/fhir/R4/medicationrequest.html"""


def fill_of(town: Town, known: set[str]) -> str:
    """Return the fill that the pharmacy was sent and that is not among `known`, once it has come."""

    def look() -> str | None:
        return next((fill for fill in fills(town) if fill not in known), None)

    return until("the pharmacy to be asked", look)


def fills(town: Town) -> list[str]:
    """Return every fill that the pharmacy was ever sent."""
    return [str(one["task"]["id"]) for one in town.fills()]


def prescription_of(town: Town, fill: str) -> Resource:
    """Return the MedicationRequest that came with a fill.

    :raises Surprised: it is not one, by R4.
    """
    bundle = next(one["bundle"] for one in town.fills() if one["task"]["id"] == fill)
    resources = [entry["resource"] for entry in bundle["entry"]]
    found = [one for one in resources if one["resourceType"] == "MedicationRequest"]
    if len(found) != 1 or any(name not in found[0] for name in REQUIRED):
        raise Surprised(f"The pharmacy was sent {[one['resourceType'] for one in resources]}: {found}")
    return dict(found[0])


def tracking_of(town: Town, fill: str) -> str:
    """Return the number of the parcel that the pharmacy sent."""
    task = next(one["task"] for one in town.fills() if one["task"]["id"] == fill)
    return str(next(one["valueString"] for one in task["output"] if one["type"]["text"] == "tracking"))


def wait_for_release(town: Town, fill: str) -> None:
    """Wait until the clinic has taken the money and told the pharmacy to go on."""
    until("the pharmacy to be released", lambda: town.stage(fill) == "released")
