"""From FHIR R4 back to a fill: the Task says where it stands, the MedicationDispense what was given."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from integrations.fhir import NotFhir, parsed
from integrations.pharmacy.port import Fill, FillStatus
from integrations.pharmacy.writing import ORDER_SYSTEM

STAGES: Mapping[str, FillStatus] = {
    "ready": FillStatus.READY,
    "released": FillStatus.RELEASED,
    "recalling": FillStatus.RECALLING,
    "dispensed": FillStatus.DISPENSED,
    "shipped": FillStatus.SHIPPED,
    "delivered": FillStatus.DELIVERED,
}
STATUSES: Mapping[str, FillStatus] = {
    "requested": FillStatus.RECEIVED,
    "received": FillStatus.RECEIVED,
    "accepted": FillStatus.ACCEPTED,
    "in-progress": FillStatus.ACCEPTED,
    "rejected": FillStatus.REJECTED,
    "failed": FillStatus.REJECTED,
    "cancelled": FillStatus.CANCELLED,
    "completed": FillStatus.DELIVERED,
}


@dataclass(frozen=True, slots=True)
class Followed:
    """A Task as read, with the id of its MedicationDispense once there is one."""

    id: str
    reference: str
    status: FillStatus
    reason: str | None
    carrier: str | None
    tracking: str | None
    dispense_id: str | None
    recall_refused: bool

    def fill(self, dispense: bytes | None = None) -> Fill:
        """Return the fill, with what its MedicationDispense adds.

        :raises NotFhir: the MedicationDispense is not one.
        """
        lot, expires_on = _lot(parsed(dispense, "MedicationDispense")) if dispense else (None, None)
        return Fill(
            id=self.id,
            reference=self.reference,
            status=self.status,
            reason=self.reason,
            carrier=self.carrier,
            tracking=self.tracking,
            lot=lot,
            lot_expires_on=expires_on,
            recall_refused=self.recall_refused,
            dispense=dispense,
        )


def followed(body: bytes) -> Followed:
    """Return what a Task says.

    :raises NotFhir: it is not a Task, or its status is none that a fill can have.
    """
    task = parsed(body, "Task")
    outputs = {item["type"].get("text"): item for item in task.get("output", [])}
    return Followed(
        id=str(task["id"]),
        reference=_reference(task),
        status=_status(task),
        reason=_code(task.get("statusReason")),
        carrier=outputs.get("carrier", {}).get("valueString"),
        tracking=outputs.get("tracking", {}).get("valueString"),
        dispense_id=_dispense_id(outputs.get("dispense", {})),
        recall_refused=outputs.get("recall", {}).get("valueString") == "refused",
    )


def first_task(bundle: bytes) -> bytes | None:
    """Return the first Task of a search's answer."""
    entries = parsed(bundle, "Bundle").get("entry", [])
    return json.dumps(entries[0]["resource"]).encode() if entries else None


def issue_code(body: bytes) -> str:
    """Return the code of an OperationOutcome, or `refused` where it says nothing usable."""
    try:
        details = json.loads(body)["issue"][0]
    except (ValueError, KeyError, IndexError, TypeError):
        return "refused"
    return _code(details.get("details")) or str(details.get("code", "refused"))


def _status(task: Mapping[str, Any]) -> FillStatus:
    stage = _code(task.get("businessStatus"))
    if (
        stage is not None
        and stage in STAGES
        and task["status"] in ("accepted", "in-progress", "ready", "completed")
    ):
        return STAGES[stage]
    if task["status"] == "ready":
        return FillStatus.READY
    if task["status"] not in STATUSES:
        raise NotFhir("Task.status is none that a fill can have.")
    return STATUSES[task["status"]]


def _reference(task: Mapping[str, Any]) -> str:
    ours = [item["value"] for item in task.get("identifier", []) if item.get("system") == ORDER_SYSTEM]
    if not ours:
        raise NotFhir("Task.identifier does not name one of our orders.")
    return str(ours[0])


def _dispense_id(output: Mapping[str, Any]) -> str | None:
    literal = output.get("valueReference", {}).get("reference", "")
    return literal.removeprefix("MedicationDispense/") or None


def _lot(dispense: Mapping[str, Any]) -> tuple[str | None, date | None]:
    medications = [item for item in dispense.get("contained", []) if item["resourceType"] == "Medication"]
    batch = medications[0].get("batch", {}) if medications else {}
    expires = batch.get("expirationDate")
    return batch.get("lotNumber"), date.fromisoformat(expires[:10]) if expires else None


def _code(concept: Mapping[str, Any] | None) -> str | None:
    if not concept:
        return None
    coding = concept.get("coding") or [{}]
    return coding[0].get("code") or None
