"""A drug knowledge service beside the clinic's own facts: what it adds, what its silence is kept as."""

import json
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.interactions.client import HttpInteractions
from integrations.interactions.port import Answer, Known, Unavailable
from rx_portal.identity.schemas import Proof
from rx_portal.kit.clock import real_now
from rx_portal.prescription import queries, service, steps
from rx_portal.prescription.checking import Checked, check_interactions, hear, read_list, widened
from rx_portal.prescription.errors import FindingUnanswered, UncheckedUnanswered
from rx_portal.prescription.models import Prescription
from rx_portal.prescription.schemas import FindingReason, Signing, UncheckedReason
from rx_portal.prescription.signature import Signer
from rx_portal.prescription.states import CheckKind
from rx_portal.review.models import Review
from tests.rx_portal.prescription.test_signing import WRITTEN, code, nothing_was_written, shown
from tests.rx_portal.review.builders import Desk


class A:
    """A service that gives one answer, or none."""

    def __init__(self, answer: Answer | None) -> None:
        self.answer = answer

    async def between(self, prescribed: Sequence[str], taken: Sequence[str]) -> Answer:
        if self.answer is None:
            raise Unavailable("down")
        return self.answer


class TestADrugKnowledgeService:
    TAKEN = read_list("metoprolol")
    SEVERE = Known("tadalafil", "metoprolol", severe=True, words="test words", source="test source")

    async def widened_by(self, answer: Answer | None) -> Checked:
        own = check_interactions(["tadalafil"], self.TAKEN)
        heard = await hear(A(answer), ["tadalafil"], self.TAKEN.substances)
        return widened(own, heard)

    async def test_adds_what_it_knows_with_its_source(self) -> None:
        checked = await self.widened_by(Answer((self.SEVERE,), (), "7"))

        assert checked.result == "checked"
        assert [(one.severity.value, one.source) for one in checked.findings] == [("never", "test source")]

    async def test_that_does_not_know_a_drug_leaves_it_unchecked(self) -> None:
        checked = await self.widened_by(Answer((), ("metoprolol",), "7"))

        assert (checked.result, checked.unknown) == ("no_data", ("metoprolol",))

    async def test_that_is_down_is_told_apart_and_the_clinics_own_facts_stand(self) -> None:
        own = check_interactions(["tadalafil"], read_list("nitroglycerin"))
        heard = await hear(A(None), ["tadalafil"], ["nitroglycerin"])

        checked = widened(own, heard)

        assert checked.result == "unavailable"
        assert checked.findings == own.findings

    @pytest.mark.parametrize(
        "answer",
        [
            httpx.Response(503),
            httpx.Response(200, text="<html>"),
            httpx.Response(200, json={"found": [{"one": "x"}], "unknown": [], "version": "1"}),
        ],
    )
    async def test_that_answers_nonsense_is_unavailable(self, answer: httpx.Response) -> None:
        client = HttpInteractions("http://facts.local", "key")
        await client._client.aclose()
        client._client = httpx.AsyncClient(
            transport=httpx.MockTransport(lambda _: answer), base_url="http://facts.local"
        )

        with pytest.raises(Unavailable):
            await client.between(["tadalafil"], ["metoprolol"])

        await client._client.aclose()

    async def test_is_told_names_and_nothing_else(self) -> None:
        seen: list[bytes] = []

        def answer(request: httpx.Request) -> httpx.Response:
            seen.append(request.content)
            return httpx.Response(200, json={"found": [], "unknown": [], "version": "1"})

        client = HttpInteractions("http://facts.local", "key")
        await client._client.aclose()
        client._client = httpx.AsyncClient(
            transport=httpx.MockTransport(answer), base_url="http://facts.local"
        )

        await hear(client, ["tadalafil"], read_list("metoprolol, my neighbour's pills").substances)

        assert [json.loads(body) for body in seen] == [{"prescribed": ["tadalafil"], "taken": ["metoprolol"]}]
        await client._client.aclose()


class TestSigning:
    """A service beside the clinic's own facts; every prescription is for naltrexone."""

    SEVERE = Answer((Known("naltrexone", "other", severe=True, words="test", source="test facts"),), (), "1")

    async def signed_with(
        self, desk: Desk, signer: Signer, answer: Answer | None, **reasons: Any
    ) -> tuple[Prescription | None, Review]:
        await desk.a_formulary()
        clinician = await desk.a_clinician()
        review, _ = await desk.a_claimed_case(clinician)
        digest = await shown(desk, review, clinician)
        async with desk.sessions(info={"actor": clinician.actor}) as session:
            try:
                return await service.sign(
                    session,
                    review_id=review.id,
                    written=WRITTEN,
                    signing=Signing(Proof(code()), digest, **reasons),
                    clinician=clinician.actor,
                    signer=signer,
                    now=desk.now,
                    real_now=real_now(),
                    knowledge=A(answer),
                ), review
            except (FindingUnanswered, UncheckedUnanswered):
                return None, review

    @pytest.mark.parametrize(
        "reasons",
        [
            {},
            {"finding_reason": FindingReason.WILL_MONITOR, "finding_note": " "},
            {"finding_note": "Seen."},
        ],
    )
    async def test_what_it_finds_needs_a_code_and_words(
        self, desk: Desk, signer: Signer, clinic: AsyncSession, reasons: dict[str, Any]
    ) -> None:
        signed, review = await self.signed_with(desk, signer, self.SEVERE, **reasons)

        assert signed is None
        assert await nothing_was_written(clinic, review)

    async def test_both_are_kept_sealed_with_the_prescription(
        self, desk: Desk, signer: Signer, clinic: AsyncSession
    ) -> None:
        reasons = {"finding_reason": FindingReason.WILL_MONITOR, "finding_note": "Weekly call."}
        signed, _ = await self.signed_with(desk, signer, self.SEVERE, **reasons)
        assert signed is not None

        async with clinic.begin():
            kept = await queries.list_checks(clinic, signed.id)
            opened = await steps.open_checks(clinic, signed)

        assert all(b"Weekly" not in (check.override_note or b"") for check in kept)
        first = next(one for one in opened if one.kind is CheckKind.INTERACTION)
        assert (first.reason, first.note) == (FindingReason.WILL_MONITOR, "Weekly call.")
        assert [(one.severity.value, one.source) for one in first.findings] == [("never", "test facts")]

    async def test_its_silence_is_kept_as_unavailable(
        self, desk: Desk, signer: Signer, clinic: AsyncSession
    ) -> None:
        reasons = {"unchecked_reason": UncheckedReason.LOOKED_UP, "unchecked_note": "Seen in a book."}
        signed, _ = await self.signed_with(desk, signer, None, **reasons)
        assert signed is not None

        async with clinic.begin():
            kept = await queries.list_checks(clinic, signed.id)
            opened = await steps.open_checks(clinic, signed)

        by_kind = {one.kind: one for one in opened}
        heard = by_kind[CheckKind.INTERACTION]
        assert heard.result.value == "unavailable"
        assert (heard.unchecked_reason, heard.unchecked_note) == (
            UncheckedReason.LOOKED_UP,
            "Seen in a book.",
        )
        assert by_kind[CheckKind.ALLERGY].unchecked_reason is None
        assert all(b"book" not in (check.unchecked_note or b"") for check in kept)

    @pytest.mark.parametrize("answer", [None, Answer((), ("naltrexone",), "1")])
    @pytest.mark.parametrize(
        "reasons",
        [
            {},
            {"unchecked_reason": UncheckedReason.CANNOT_WAIT, "unchecked_note": " "},
            {"unchecked_note": "Looked up."},
            {"finding_reason": FindingReason.WILL_MONITOR, "finding_note": "Weekly call."},
        ],
    )
    async def test_what_it_could_not_check_needs_a_code_and_words(
        self,
        desk: Desk,
        signer: Signer,
        clinic: AsyncSession,
        answer: Answer | None,
        reasons: dict[str, Any],
    ) -> None:
        signed, review = await self.signed_with(desk, signer, answer, **reasons)

        assert signed is None
        assert await nothing_was_written(clinic, review)
