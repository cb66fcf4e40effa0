"""Cases in the queue, and the formulary that they are of."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from rx_portal.enrollment import steps as enrollment
from rx_portal.enrollment.schemas import Address, Profile
from rx_portal.enrollment.states import Move
from rx_portal.kit.db import Sessions
from rx_portal.review import service
from rx_portal.review.models import Review
from rx_portal.risk.evaluator import Decision
from rx_portal.risk.events import RiskAssessed
from shared_lib.identity import Actor, Role
from shared_lib.ids import uuid7
from tests.rx_portal.conftest import Person, SignIn
from tests.rx_portal.visit.builders import Clinic

SYSTEM = Actor.system("test")
PRODUCT = "naltrexone-low-dose"
PROFILE = Profile(
    legal_name="Jonas Ekdal",
    birth_date=date(1974, 5, 2),
    address=Address("12 Alder Lane", "", "Albany", "NY", "12207"),
    phone="5185550100",
    email="jonas@example.com",
)
DIRECTIONS = [
    {
        "code": "daily",
        "sku": "NAL-45-30",
        "drug": "naltrexone 4.5 mg capsule",
        "text": "Take one capsule by mouth once a day.",
        "quantity": 30,
        "unit": "capsules",
    }
]


@dataclass(frozen=True)
class Desk:
    """Makes cases, and clinicians who may decide them."""

    sessions: Sessions
    sign_in: SignIn
    now: datetime

    @property
    def visits(self) -> Clinic:
        return Clinic(self.sessions, self.sign_in, self.now)

    async def a_clinician(self, name: str = "Dr. Ines Okafor", state: str | None = "NY") -> Person:
        return await self.visits.a_clinician(name=name, state=state)

    async def a_case(
        self,
        *,
        decision: Decision = Decision.APPROVED,
        forced: bool = False,
        urgent: bool = False,
        state: str = "NY",
        product: str = PRODUCT,
    ) -> tuple[Review, Person]:
        patient = await self.sign_in(None, Role.PATIENT)
        enrollment_id = await self._an_enrollment(patient.id, product, state)
        told = RiskAssessed(
            subject_id=uuid7(),
            actor_id=SYSTEM.id,
            occurred_at=self.now,
            enrollment_id=enrollment_id,
            patient_id=patient.id,
            product=product,
            state=state,
            decision=decision,
            visit_required=forced,
            urgent=urgent,
        )
        async with self.sessions(info={"actor": SYSTEM}) as session:
            return await service.open_case(session, told=told, actor=SYSTEM, now=self.now), patient

    async def a_claimed_case(
        self, clinician: Person, *, decision: Decision = Decision.APPROVED, product: str = PRODUCT
    ) -> tuple[Review, Person]:
        review, patient = await self.a_case(decision=decision, product=product)
        if decision is not Decision.APPROVED:
            async with self.sessions(info={"actor": SYSTEM}) as session:
                await service.admit(session, enrollment_id=review.enrollment_id, actor=SYSTEM, now=self.now)
        return await self.claim(review, clinician), patient

    async def reassess(self, review: Review, *, decision: Decision = Decision.APPROVED) -> Review:
        """Have the patient of a case that waits for an answer send the questions again."""
        told = RiskAssessed(
            subject_id=uuid7(),
            actor_id=SYSTEM.id,
            occurred_at=self.now,
            enrollment_id=review.enrollment_id,
            patient_id=review.patient_id,
            product=review.product,
            state=review.state,
            decision=decision,
            visit_required=False,
            urgent=False,
        )
        async with self.sessions(info={"actor": SYSTEM}) as session:
            async with session.begin():
                for made in (Move.SUBMIT_INTAKE, Move.ASSESS):
                    await enrollment.advance(session, review.enrollment_id, made, actor=SYSTEM, now=self.now)
            return await service.open_case(session, told=told, actor=SYSTEM, now=self.now)

    async def claim(self, review: Review, clinician: Person, *, now: datetime | None = None) -> Review:
        async with self.sessions(info={"actor": clinician.actor}) as session:
            return await service.claim(
                session, review_id=review.id, clinician=clinician.actor, now=now or self.now
            )

    async def a_formulary(self) -> None:
        """Offer the product, and let its pharmacy ship to New York."""
        async with self.sessions(info={"actor": SYSTEM}) as session, session.begin():
            await session.execute(
                text(
                    "INSERT INTO rx.pharmacy (key, name, kind, address, phone)"
                    " VALUES ('alder-lane', 'Alder Lane', 'dispensary', '400 Alder Street', '(503) 555-0140')"
                    " ON CONFLICT DO NOTHING"
                )
            )
            await session.execute(
                text(
                    "INSERT INTO rx.pharmacy_state (id, pharmacy, state, valid_from)"
                    " VALUES (:id, 'alder-lane', 'NY', '2026-01-01') ON CONFLICT DO NOTHING"
                ),
                {"id": uuid7()},
            )
            await session.execute(
                text(
                    "INSERT INTO rx.offering (product, protocol, questionnaire, pharmacy,"
                    " least_age, most_age,"
                    " exclusions, directions, days_supply, refills, ingredients, form, route, offered_from)"
                    " VALUES (:product, 'p', 'q',"
                    " 'alder-lane', 18, 75, '[]', cast(:directions AS jsonb), 30, 5,"
                    " '[\"naltrexone\"]', 'capsule', 'oral', '2026-01-01')"
                    " ON CONFLICT DO NOTHING"
                ),
                {"product": PRODUCT, "directions": json.dumps(DIRECTIONS)},
            )

    async def _an_enrollment(self, patient_id: UUID, product: str, state: str) -> UUID:
        enrollment_id = uuid7()
        async with self.sessions(info={"actor": SYSTEM}) as session, session.begin():
            await session.execute(
                text(
                    "INSERT INTO rx.enrollment (id, patient_id, product, state, status, consented_at,"
                    " started_at, changed_at) VALUES (:id, :patient_id,"
                    " :product, :state, 'assessed', :at, :at, :at)"
                ),
                {
                    "id": enrollment_id,
                    "patient_id": patient_id,
                    "product": product,
                    "state": state,
                    "at": self.now,
                },
            )
            await enrollment.keep_profile(session, patient_id, PROFILE, now=self.now)
        return enrollment_id
