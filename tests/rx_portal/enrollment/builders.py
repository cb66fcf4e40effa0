"""A demo clinic in the test's databases, and patients on their way from ticket to submitted answers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.eligibility import ticket as tickets
from rx_portal.enrollment import service as enrollment
from rx_portal.enrollment.models import Enrollment
from rx_portal.enrollment.schemas import Address, Origin, Profile
from rx_portal.formulary import demo as formulary_demo
from rx_portal.formulary import shelf
from rx_portal.intake import demo as intake_demo
from rx_portal.intake import service as intake
from rx_portal.intake.questionnaire import from_json
from rx_portal.intake.schemas import Saved
from rx_portal.kit.clock import real_now
from rx_portal.kit.db import Sessions
from rx_portal.kit.settings import Settings
from rx_portal.risk import demo as risk_demo
from shared_lib.identity import Actor, Role
from shared_lib.ids import uuid7
from shared_lib.places import PREFIXES
from tests.harness.urls import Urls
from tests.rx_portal.conftest import Person, SignIn

FITS = {each.KEY: each.fits for each in intake_demo.ALL}
BORN = date(1980, 3, 1)
BROWSER = Origin("203.0.113.7", "A browser")
_SHELF = """
WITH shelf AS (
    INSERT INTO shared.category (id, slug) VALUES (%(category)s, 'prescription')
    ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug RETURNING id
), other AS (
    INSERT INTO shared.product (id, slug, kind, needs_prescription, category_id, status)
    SELECT %(other)s, %(other_slug)s, 'otc', false, id, 'active' FROM shelf RETURNING id
), made AS (
    INSERT INTO shared.product (id, slug, kind, needs_prescription, category_id, status, pharmacy, rx_class,
                                alternative_product_id)
    SELECT %(product)s, %(slug)s, 'rx', true, shelf.id, 'active', 'outside', 'test', %(other)s FROM shelf
), texts AS (
    INSERT INTO shared.product_text (product_id, locale, name, summary, unit_text)
    VALUES (%(product)s, 'en', %(name)s, 'A summary.', '4 weeks'),
           (%(other)s, 'en', 'Fiber blend', 'Fills you up.', '')
), sku AS (
    INSERT INTO shared.sku (id, product_id, code) VALUES (%(sku)s, %(product)s, %(code)s)
)
INSERT INTO shared.price (id, sku_id, amount, currency, valid_from)
VALUES (%(price)s, %(sku)s, 29900, 'USD', '2026-01-01')
"""


async def open_clinic(sessions: Sessions, shop_urls: Urls, now: datetime) -> None:
    """Load the demo formulary, questionnaires, protocols and a catalogue; does nothing the second time."""
    for load in (formulary_demo.load, intake_demo.load, risk_demo.load):
        await load(sessions, now)
    with psycopg.connect(shop_urls["administrator"], autocommit=True) as connection:
        for slug in FITS:
            known = connection.execute("SELECT 1 FROM shared.product WHERE slug = %s", [slug]).fetchone()
            if known is None:
                ids = {key: uuid7() for key in ("category", "other", "product", "sku", "price")}
                names = {
                    "slug": slug,
                    "name": slug.title(),
                    "code": f"T-{slug}",
                    "other_slug": f"{slug}-other",
                }
                connection.execute(_SHELF, ids | names)
    shelf.forget()  # another file's tests may have looked before anything was on it


@dataclass(frozen=True)
class Front:
    """Leads patients through the front half of the portal by its verbs."""

    sessions: Sessions
    settings: Settings
    sign_in: SignIn
    now: datetime

    def as_(self, actor: Actor) -> AsyncSession:
        return self.sessions(info={"actor": actor})

    def a_ticket(self, product: str = "semaglutide-weekly", state: str = "CA", born: date = BORN) -> str:
        root = self.settings.secret_key
        return tickets.issue(root, product=product, state=state, born=born, real_now=real_now())[0]

    async def an_enrollment(
        self,
        *,
        patient: Person | None = None,
        product: str = "semaglutide-weekly",
        state: str = "CA",
        born: date = BORN,
        consented: bool = True,
    ) -> tuple[Enrollment, Person]:
        patient = patient or await self.sign_in(None, Role.PATIENT)
        async with self.as_(patient.actor) as session:
            made = await enrollment.start(
                session,
                token=self.a_ticket(product, state, born),
                profile=a_profile(state=state, born=born),
                patient=patient.actor,
                root=self.settings.secret_key,
                now=self.now,
                real_now=real_now(),
            )
            if consented:
                await self.agree(session, made.id, patient, "recorded-1" if state == "TX" else "general-1")
        return made, patient

    async def agree(
        self, session: AsyncSession, enrollment_id: UUID, patient: Person, text: str = "general-1"
    ) -> Enrollment:
        return await enrollment.consent(
            session,
            enrollment_id=enrollment_id,
            text_version=text,
            in_state=True,
            origin=BROWSER,
            patient=patient.actor,
            root=self.settings.secret_key,
            now=self.now,
        )

    async def an_intake(self, *, answers: dict[str, Any] | None = None, **given: Any) -> tuple[UUID, Person]:
        """An intake with these answers; without any, those of somebody who fits the protocol."""
        made, patient = await self.an_enrollment(**given)
        async with self.as_(patient.actor) as session:
            opened = await intake.begin(session, enrollment_id=made.id, patient=patient.actor, now=self.now)
        given_answers = FITS[made.product](self.now.date()) if answers is None else answers
        for link_id, value in given_answers.items():
            await self.answer(opened.id, patient, link_id, value)
        return opened.id, patient

    async def answer(
        self, intake_id: UUID, patient: Person, link_id: str, value: Any, *, seen: int = 0
    ) -> Saved:
        async with self.as_(patient.actor) as session:
            return await intake.answer(
                session,
                intake_id=intake_id,
                link_id=link_id,
                reading=lambda question: from_json(question, value),
                seen=seen,
                patient=patient.actor,
                now=self.now,
            )


def a_profile(*, state: str = "CA", born: date = BORN, **given: Any) -> Profile:
    fields = {"legal_name": "Mara Lindqvist", "phone": "4155550123", "email": "mara@example.org"} | given
    return Profile(
        birth_date=born,
        address=Address("12 Fern Street", "", "Somewhere", state, f"{PREFIXES[state][0][0]:03}01"),
        **fields,
    )
