"""A fill goes out as FHIR R4 and comes back: the client against the double, and what neither lets pass."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from litestar import Litestar

from integrations.counterparts import create_app
from integrations.fhir import NotFhir, parsed, written
from integrations.pharmacy import writing
from integrations.pharmacy.client import HttpPharmacy
from integrations.pharmacy.errors import PharmacyRefused, PharmacyUnavailable, WebhookForged
from integrations.pharmacy.port import FillRequest, FillStatus, Recipient
from integrations.pharmacy.webhook import sign, verify

NOW = datetime(2026, 12, 2, 15, 0, tzinfo=UTC)


def a_request(reference: str = "7KQ2M9XC", **changes: object) -> FillRequest:
    given: dict[str, object] = {
        "reference": reference,
        "prescription_id": "0192-prescription",
        "recipient": Recipient(
            "r-1", "Maren Holt", date(1984, 5, 3), "+15035550101", "8 Mill Lane", "Portland", "OR", "97201"
        ),
        "prescriber_name": "Dr. Ines Okafor",
        "prescriber_licence": "OR:MD-20411",
        "drug_code": "1991306",
        "drug_system": "http://www.nlm.nih.gov/research/umls/rxnorm",
        "drug_text": "semaglutide 0.25 mg/dose pen",
        "directions": "Inject 0.25 mg under the skin once a week.",
        "quantity": 1,
        "unit": "pen",
        "days_supply": 28,
        "fills_allowed": 3,
        "written_at": NOW,
        "valid_until": date(2027, 12, 2),
    }
    return FillRequest(**(given | changes))  # type: ignore[arg-type]


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> Litestar:
    monkeypatch.setenv("PHARMACY_KEY", "our-key")
    monkeypatch.setenv("PHARMACY_WEBHOOK_URL", "http://127.0.0.1:9/nobody")
    monkeypatch.setenv("PHARMACY_WEBHOOK_SECRET", "whsec")
    return create_app()


def client_of(double: Litestar, key: str = "our-key") -> HttpPharmacy:
    made = HttpPharmacy("http://pharmacy.local/pharmacy", key)
    made._client = httpx.AsyncClient(
        transport=httpx.ASGITransport(double),  # type: ignore[arg-type] # two spellings of ASGI
        base_url="http://pharmacy.local/pharmacy",
        headers={"authorization": f"Bearer {key}"},
    )
    return made


@pytest.fixture
async def pharmacy(double: Litestar) -> AsyncIterator[HttpPharmacy]:
    made = client_of(double)
    yield made
    for told in list(double.state.telling):
        told.cancel()
    await made._client.aclose()


async def act(pharmacy: HttpPharmacy, fill_id: str, verb: str) -> httpx.Response:
    return await pharmacy._client.post(f"http://pharmacy.local/_double/pharmacy/fills/{fill_id}/{verb}")


class TestAFill:
    async def test_is_received_once_however_often_it_is_sent(self, pharmacy: HttpPharmacy) -> None:
        first = await pharmacy.submit(a_request(), key="fill:1:submit")
        again = await pharmacy.submit(a_request(), key="fill:1:submit")

        assert first.id == again.id
        assert first.status is FillStatus.RECEIVED
        assert (await pharmacy.find("7KQ2M9XC")) == first

    async def test_is_released_only_when_it_is_ready_and_comes_back_with_its_lot(
        self, pharmacy: HttpPharmacy
    ) -> None:
        fill = await pharmacy.submit(a_request(), key="k")
        assert (await act(pharmacy, fill.id, "dispense")).status_code == 422

        for verb in ("accept", "ready"):
            await act(pharmacy, fill.id, verb)
        released = await pharmacy.release(fill.id, key="k:release")
        for verb in ("dispense", "ship", "deliver"):
            await act(pharmacy, fill.id, verb)
        done = await pharmacy.read(fill.id)

        assert released.status is FillStatus.RELEASED
        assert done.status is FillStatus.DELIVERED
        assert all((done.lot, done.lot_expires_on, done.tracking))
        assert done.dispense is not None
        assert parsed(done.dispense)["resourceType"] == "MedicationDispense"

    async def test_can_be_rejected_with_a_reason(self, pharmacy: HttpPharmacy) -> None:
        fill = await pharmacy.submit(a_request(), key="k")

        await act(pharmacy, fill.id, "reject")

        rejected = await pharmacy.read(fill.id)
        assert (rejected.status, rejected.reason) == (FillStatus.REJECTED, "out_of_stock")

    async def test_is_cancelled_at_once_until_its_release_and_asked_back_after_it(
        self, pharmacy: HttpPharmacy
    ) -> None:
        early = await pharmacy.submit(a_request("EARLY222"), key="a")
        late = await pharmacy.submit(a_request("LATE2222"), key="b")
        for verb in ("accept", "ready"):
            await act(pharmacy, late.id, verb)
        await pharmacy.release(late.id, key="b:release")

        assert (await pharmacy.cancel(early.id, key="a:cancel")).status is FillStatus.CANCELLED
        assert (await pharmacy.cancel(late.id, key="b:cancel")).status is FillStatus.RECALLING
        await act(pharmacy, late.id, "refuse")
        kept = await pharmacy.cancel(late.id, key="b:cancel")
        assert (kept.status, kept.recall_refused) == (FillStatus.RELEASED, True)

    async def test_a_wrong_key_is_refused_and_nothing_is_kept(self, double: Litestar) -> None:
        stranger = client_of(double, "not-ours")

        with pytest.raises(PharmacyRefused) as refused:
            await stranger.submit(a_request(), key="k")

        assert refused.value.reason == "login"
        assert list(double.state.shelf.all("task")) == []

    async def test_a_pharmacy_that_is_down_leaves_the_outcome_unknown(self, pharmacy: HttpPharmacy) -> None:
        await pharmacy._client.post("http://pharmacy.local/_double/pharmacy/fault/down")

        with pytest.raises(PharmacyUnavailable):
            await pharmacy.submit(a_request(), key="k")


class TestTheStrictLayer:
    def test_what_we_send_is_valid_r4(self) -> None:
        bundle = parsed(writing.transaction(a_request()), "Bundle")

        kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
        assert kinds == ["Patient", "Practitioner", "MedicationRequest", "Task"]

    @pytest.mark.parametrize(
        ("element", "value", "complaint"),
        [
            ("status", "bogus", "MedicationRequest.status"),
            ("intent", "zzz", "MedicationRequest.intent"),
            ("subject", {"reference": "Practitioner/1"}, "MedicationRequest.subject"),
            ("requester", None, "us-core-21"),
            ("colour", "red", "not valid at: colour"),
        ],
    )
    def test_what_the_models_let_pass_is_refused(self, element: str, value: object, complaint: str) -> None:
        request = writing.medication_request(a_request())
        request["subject"] = {"reference": "Patient/1"}
        request = {k: v for k, v in (request | {element: value}).items() if v is not None}

        with pytest.raises(NotFhir, match=complaint):
            written(request)

    def test_a_complaint_names_the_element_and_never_its_value(self) -> None:
        with pytest.raises(NotFhir) as refused:
            written({"resourceType": "Patient", "birthDate": "secret-date"})

        assert "birthDate" in refused.value.message
        assert "secret-date" not in refused.value.message


class TestTheWebhook:
    BODY = b'{"event_id": "e1", "fill_id": "f1"}'

    def test_a_signed_delivery_is_a_nudge(self) -> None:
        nudge = verify(self.BODY, sign(self.BODY, "s", NOW), "s", now=NOW)

        assert (nudge.event_id, nudge.fill_id) == ("e1", "f1")

    @pytest.mark.parametrize(
        ("body", "secret", "late"),
        [
            (BODY + b" ", "s", timedelta()),
            (BODY, "other", timedelta()),
            (BODY, "", timedelta()),
            (BODY, "s", timedelta(minutes=6)),
        ],
    )
    def test_another_body_secret_or_time_is_forged(self, body: bytes, secret: str, late: timedelta) -> None:
        signature = sign(self.BODY, "s", NOW)

        with pytest.raises(WebhookForged):
            verify(body, signature, secret, now=NOW + late)
