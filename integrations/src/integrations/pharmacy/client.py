"""An outside pharmacy over FHIR R4: a Task asks for a fill and is read as it moves."""

import httpx

from integrations.pharmacy import reading, writing
from integrations.pharmacy.errors import PharmacyRefused, PharmacyUnavailable
from integrations.pharmacy.port import Fill, FillRequest
from shared_lib.telemetry.watch import calling

TIMEOUT = 8.0
FHIR_JSON = "application/fhir+json"
LATER = frozenset({408, 409, 425, 429})


class HttpPharmacy:
    """`Pharmacy`, by its FHIR address and this clinic's key there."""

    def __init__(self, base: str, key: str) -> None:
        headers = {"authorization": f"Bearer {key}", "accept": FHIR_JSON}
        self._client = httpx.AsyncClient(base_url=base, timeout=TIMEOUT, headers=headers)

    async def submit(self, request: FillRequest, *, key: str) -> Fill:
        """Send a prescription to be filled; see the port."""
        with calling("pharmacy", "submit"):
            return await self._fill(await self._ask("POST", "/fhir", key, writing.transaction(request)))

    async def read(self, fill_id: str) -> Fill:
        """Return the fill as it stands; see the port."""
        with calling("pharmacy", "read"):
            return await self._fill(await self._ask("GET", f"/fhir/Task/{fill_id}"))

    async def find(self, reference: str) -> Fill | None:
        """Return the fill of one of our orders; see the port."""
        with calling("pharmacy", "find"):
            found = await self._ask("GET", f"/fhir/Task?identifier={writing.ORDER_SYSTEM}|{reference}")
            task = reading.first_task(found)
            return await self._fill(task) if task else None

    async def release(self, fill_id: str, *, key: str) -> Fill:
        """Let the pharmacy hand over; see the port."""
        with calling("pharmacy", "release"):
            return await self._fill(await self._ask("POST", f"/fhir/Task/{fill_id}/$release", key))

    async def cancel(self, fill_id: str, *, key: str) -> Fill:
        """Ask for the fill to be cancelled; see the port."""
        with calling("pharmacy", "cancel"):
            return await self._fill(await self._ask("POST", f"/fhir/Task/{fill_id}/$cancel", key))

    async def _fill(self, task: bytes) -> Fill:
        followed = reading.followed(task)
        if followed.dispense_id is None:
            return followed.fill()
        return followed.fill(await self._ask("GET", f"/fhir/MedicationDispense/{followed.dispense_id}"))

    async def _ask(self, method: str, path: str, key: str = "", body: bytes | None = None) -> bytes:
        headers = {"idempotency-key": key} if key else {}
        headers |= {"content-type": FHIR_JSON} if body else {}
        try:
            response = await self._client.request(method, path, content=body, headers=headers)
        except httpx.HTTPError as error:
            raise PharmacyUnavailable("The pharmacy does not answer.") from error
        if response.status_code in LATER or response.is_server_error:
            raise PharmacyUnavailable(f"The pharmacy answered {response.status_code}.")
        if response.is_client_error:
            raise PharmacyRefused("The pharmacy refused this.", reading.issue_code(response.content))
        return response.content
