"""What is shown of an intake, and what programs send and get."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from rx_portal.intake.errors import NotAsked
from rx_portal.intake.questionnaire import About, Question, Questionnaire, Value, Walk, walk
from rx_portal.intake.states import ReopenReason, Status


@dataclass(frozen=True, slots=True)
class Held:
    """The latest version of an answer; a cleared or hidden one has no value."""

    value: Value | None
    version: int
    at: datetime


@dataclass(frozen=True)
class Sheet:
    """An intake with everything answered so far, opened."""

    id: UUID
    enrollment_id: UUID
    patient_id: UUID
    questionnaire_id: UUID
    status: Status
    submitted_at: datetime | None
    questionnaire: Questionnaire
    about: About
    held: Mapping[str, Held]

    @property
    def ref(self) -> str:
        """Return how audit entries name it."""
        return f"intake:{self.id}"

    @cached_property
    def given(self) -> Mapping[str, Value]:
        """Return every answer that stands, hidden or not."""
        return {link_id: held.value for link_id, held in self.held.items() if held.value is not None}

    @cached_property
    def walk(self) -> Walk:
        """Return the questions that apply, and the answers to them."""
        return walk(self.questionnaire, self.given, self.about)

    def asked(self, link_id: str) -> Question:
        """Return a question that applies.

        :raises NotAsked: it does not, or there is none with this id.
        """
        for question in self.walk.pages:
            if question.link_id == link_id:
                return question
        raise NotAsked("This question does not apply to you, given your other answers.")

    def version(self, link_id: str) -> int:
        """Return the version of an answer, 0 while there is none."""
        return self.held[link_id].version if link_id in self.held else 0

    def with_answer(self, link_id: str, value: Value | None) -> Walk:
        """Return the walk as it is once this answer stands."""
        given = {key: found for key, found in self.given.items() if key != link_id}
        return walk(self.questionnaire, given if value is None else {**given, link_id: value}, self.about)


class Size(StrEnum):
    """Which of the two pictures of a photo."""

    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer was kept; `follows` is the next page, None when the answers are to be checked."""

    link_id: str
    version: int
    follows: str | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class SavedOut:
    """What a page that saves by itself is told: the version that it shows from now on."""

    version: int


@dataclass(frozen=True, slots=True)
class AnswerIn:
    """`PUT /api/v1/intakes/{id}/answers/{link_id}`: `version` is the one that the program saw, 0 for none."""

    value: Any
    version: int


@dataclass(frozen=True, slots=True)
class ReopenIn:
    """Why a patient may answer again."""

    reason: ReopenReason
    words: str


@dataclass(frozen=True, slots=True)
class AnswerOut:
    """An answer that was kept."""

    link_id: str
    version: int
    next: str | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class IntakeOut:
    """Where an intake stands: how many questions apply, and which required ones have no answer."""

    id: UUID
    enrollment_id: UUID
    status: Status
    questions: int
    missing: list[str]
