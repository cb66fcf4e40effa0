"""How a state lets a patient be seen, and who dispenses."""

from enum import StrEnum


class Modality(StrEnum):
    """How a clinician has to meet a patient before a first prescription."""

    ASYNCHRONOUS = "asynchronous"
    SYNCHRONOUS_VIDEO = "synchronous_video"
    IN_PERSON = "in_person"


class PharmacyKind(StrEnum):
    """The clinic's own dispensary, or a pharmacy behind a connector."""

    DISPENSARY = "dispensary"
    OUTSIDE = "outside"
