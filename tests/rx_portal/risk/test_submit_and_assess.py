"""Submitting: the decision comes at once, in one transaction, and everything it rests on is kept."""

import json
from typing import Any

import pytest
from sqlalchemy import func, select, text

from rx_portal.enrollment import queries as enrollments
from rx_portal.enrollment.states import Status as EnrollmentStatus
from rx_portal.intake import queries as intakes
from rx_portal.intake.errors import Incomplete
from rx_portal.intake.states import IllegalMove
from rx_portal.risk import queries, service
from rx_portal.risk.evaluator import Decision, Outcome
from rx_portal.risk.models import AssessmentRow
from tests.rx_portal.enrollment.builders import FITS, Front


async def _assess(front: Front, **given: Any) -> AssessmentRow:
    intake_id, patient = await front.an_intake(**given)
    async with front.as_(patient.actor) as session:
        return await service.submit_and_assess(
            session, intake_id=intake_id, patient=patient.actor, now=front.now
        )


class TestSubmitAndAssess:
    @pytest.mark.parametrize("product", [*FITS])
    async def test_approves_whoever_fits_every_rule(self, front: Front, product: str) -> None:
        born = front.now.date().replace(year=front.now.year - 52)

        found = await _assess(front, product=product, born=born)

        assert found.decision is Decision.APPROVED
        assert not found.visit_required
        assert not found.urgent

    async def test_moves_the_enrollment_and_tells_the_later_slices(self, front: Front) -> None:
        found = await _assess(front)

        async with front.sessions(info={"actor": None}) as session:
            session.info["actor"] = _clinic()
            async with session.begin():
                enrollment = await enrollments.get(session, found.enrollment_id)
                steps = await enrollments.list_steps(session, found.enrollment_id)
                told = (
                    await session.execute(
                        text("SELECT type, payload FROM rx.outbox WHERE aggregateid = :id"),
                        {"id": str(found.id)},
                    )
                ).one()
        assert enrollment.status is EnrollmentStatus.ASSESSED
        assert [step.to_status for step in steps] == ["started", "intake_submitted", "assessed"]
        assert told.type == "risk.assessed.v1"
        assert told.payload["decision"] == "approved"
        assert set(told.payload) == {
            "subject_id", "actor_id", "occurred_at", "enrollment_id", "patient_id", "product", "state",
            "decision", "visit_required", "urgent",
        }  # fmt: skip

    async def test_a_weight_below_the_threshold_asks_for_more(self, front: Front) -> None:
        answers = FITS["semaglutide-weekly"](front.now.date()) | {
            "weight": {"number": "150", "unit": "[lb_av]"}
        }

        found = await _assess(front, answers=answers)

        assert found.decision is Decision.MORE_ACTION_REQUIRED
        assert await _not_good(front, found) == {"weight": Outcome.NOT_MET}

    async def test_what_is_not_known_asks_for_more(self, front: Front) -> None:
        answers = FITS["semaglutide-weekly"](front.now.date()) | {"bp-known": False}
        for hidden in ("bp-date", "systolic", "diastolic"):
            del answers[hidden]

        found = await _assess(front, answers=answers)

        assert found.decision is Decision.MORE_ACTION_REQUIRED
        assert await _not_good(front, found) == {"blood_pressure": Outcome.UNKNOWN}

    async def test_a_lab_result_that_is_too_old_is_not_known(self, front: Front) -> None:
        answers = FITS["metformin-er"](front.now.date()) | {"egfr-date": "2024-01-05"}

        found = await _assess(front, product="metformin-er", answers=answers)

        assert await _not_good(front, found) == {
            "kidneys_severe": Outcome.UNKNOWN,
            "kidneys_start": Outcome.UNKNOWN,
        }

    async def test_a_state_whose_law_asks_for_a_visit_forces_one(self, front: Front) -> None:
        found = await _assess(front, state="CO")

        assert found.decision is Decision.MORE_ACTION_REQUIRED
        assert found.visit_required
        assert await _not_good(front, found) == {"state_law": Outcome.NOT_MET}

    async def test_keeps_protocol_inputs_and_words(self, front: Front) -> None:
        found = await _assess(front)

        async with front.as_(_clinic()) as session, session.begin():
            opened = await queries.assessment(session, found.id)
        assert opened.protocol == "semaglutide_weekly:1"
        assert opened.inputs["bmi"]["value"] == "34.2"
        assert next(each for each in opened.findings if each.code == "adult").words.startswith(
            "Age: 46 years"
        )
        assert b"34.2" not in found.inputs + found.findings

    async def test_refuses_an_incomplete_intake_and_nothing_happens(self, front: Front) -> None:
        answers = FITS["semaglutide-weekly"](front.now.date())
        del answers["allergy"]
        intake_id, patient = await front.an_intake(answers=answers)

        async with front.as_(patient.actor) as session:
            with pytest.raises(Incomplete) as refused:
                await service.submit_and_assess(
                    session, intake_id=intake_id, patient=patient.actor, now=front.now
                )

        assert refused.value.missing == ("allergy",)
        async with front.as_(_clinic()) as session, session.begin():
            assert (await intakes.get(session, intake_id)).status == "in_progress"
            count = (
                select(func.count()).select_from(AssessmentRow).where(AssessmentRow.intake_id == intake_id)
            )
            assert await session.scalar(count) == 0

    async def test_refuses_to_submit_twice(self, front: Front) -> None:
        intake_id, patient = await front.an_intake()
        async with front.as_(patient.actor) as session:
            await service.submit_and_assess(
                session, intake_id=intake_id, patient=patient.actor, now=front.now
            )

            with pytest.raises(IllegalMove):
                await service.submit_and_assess(
                    session, intake_id=intake_id, patient=patient.actor, now=front.now
                )

    async def test_answers_hidden_by_a_later_change_are_dropped_but_kept_in_history(
        self, front: Front
    ) -> None:
        answers = FITS["semaglutide-weekly"](front.now.date()) | {
            "conditions": ["type2"],
            "retinopathy": True,
        }
        order = ["right-now", "sex", "conditions", "retinopathy"]
        intake_id, patient = await front.an_intake(
            answers={key: answers[key] for key in [*order, *(key for key in answers if key not in order)]}
        )
        await front.answer(intake_id, patient, "conditions", ["hypertension"], seen=1)

        async with front.as_(patient.actor) as session:
            found = await service.submit_and_assess(
                session, intake_id=intake_id, patient=patient.actor, now=front.now
            )

        assert found.decision is Decision.APPROVED
        async with front.as_(_clinic()) as session, session.begin():
            rows = await session.execute(
                text("SELECT version, mark FROM rx.intake_answer "
                     "WHERE intake_id = :id AND link_id = 'retinopathy' ORDER BY version"),
                {"id": intake_id},
            )  # fmt: skip
            assert [tuple(row) for row in rows] == [(1, "given"), (2, "hidden")]
            body = json.loads(await intakes.response(session, intake_id, now=front.now))
        assert "retinopathy" not in {item["linkId"] for item in body["item"]}
        assert body["status"] == "completed"
        assert body["questionnaire"].endswith("/semaglutide-weekly|1")


async def _not_good(front: Front, found: AssessmentRow) -> dict[str, Outcome]:
    async with front.as_(_clinic()) as session, session.begin():
        opened = await queries.assessment(session, found.id)
    return {finding.code: finding.outcome for finding in opened.findings if not finding.good}


def _clinic() -> Any:
    from shared_lib.identity import Actor

    return Actor.system("test")
