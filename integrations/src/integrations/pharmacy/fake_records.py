"""What the pharmacy's double writes down: its Tasks as they move, and the MedicationDispense at the end."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from shared_lib.ids import short_reference, uuid7

Record = dict[str, Any]

STEPS: Mapping[str, tuple[str, ...]] = {
    "received": ("accept", "reject"),
    "accepted": ("ready", "reject"),
    "ready": ("reject",),
    "released": ("dispense", "reject"),
    "recalling": ("grant", "refuse", "dispense"),
    "dispensed": ("ship",),
    "shipped": ("deliver",),
}
"""What the pharmacy's staff may do, by stage; `release` and `cancel` are the clinic's to ask."""

AFTER: Mapping[tuple[str, str], str] = {
    ("received", "accept"): "accepted",
    ("accepted", "ready"): "ready",
    ("ready", "release"): "released",
    ("released", "dispense"): "dispensed",
    ("released", "cancel"): "recalling",
    ("recalling", "grant"): "cancelled",
    ("recalling", "refuse"): "released",
    ("recalling", "dispense"): "dispensed",
    ("dispensed", "ship"): "shipped",
    ("shipped", "deliver"): "delivered",
    **{(stage, "reject"): "rejected" for stage in ("received", "accepted", "ready", "released")},
    **{(stage, "cancel"): "cancelled" for stage in ("received", "accepted", "ready")},
}

STATUS: Mapping[str, str] = {
    "received": "received",
    "accepted": "accepted",
    "ready": "ready",
    "released": "in-progress",
    "recalling": "in-progress",
    "dispensed": "in-progress",
    "shipped": "in-progress",
    "delivered": "completed",
    "rejected": "rejected",
    "cancelled": "cancelled",
}


def begun(bundle: Record, now: datetime) -> Record:
    """Return the Task of a transaction, as the pharmacy keeps it from now on."""
    asked = next(
        entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == "Task"
    )
    task = deepcopy(asked) | {"id": str(uuid7())}
    task.pop("focus"), task.pop("for")
    return _at(task, "received", now)


def moved(task: Record, verb: str, now: datetime, reason: str = "") -> Record | None:
    """Return the Task after a verb, or None where the verb does not apply."""
    stage = task["businessStatus"]["coding"][0]["code"]
    after = AFTER.get((stage, verb))
    if after is None or (verb == "cancel" and _answered(task)):
        return None
    made = _at(deepcopy(task), after, now)
    if after == "rejected":
        made["statusReason"] = {"coding": [{"code": reason or "out_of_stock"}]}
    if verb == "refuse":
        made["output"].append(_output("recall", "refused"))
    if after == "shipped":
        made["output"] += [_output("carrier", "UPS"), _output("tracking", f"1Z{short_reference(16)}")]
    if after == "dispensed":
        made["output"].append(
            {"type": {"text": "dispense"}, "valueReference": {"reference": f"MedicationDispense/{uuid7()}"}}
        )
    return made


def dispensed(task: Record, bundle: Record, now: datetime) -> Record:
    """Return the MedicationDispense that a dispensed Task refers to."""
    request = next(
        entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "MedicationRequest"
    )
    output = next(item for item in task["output"] if item["type"]["text"] == "dispense")
    return {
        "resourceType": "MedicationDispense",
        "id": output["valueReference"]["reference"].partition("/")[2],
        "contained": [
            {
                "resourceType": "Medication",
                "id": "given",
                "code": request["medicationCodeableConcept"],
                "batch": {
                    "lotNumber": f"L{short_reference(6)}",
                    "expirationDate": (now + timedelta(days=400)).date().isoformat(),
                },
            }
        ],
        "status": "completed",
        "medicationReference": {"reference": "#given"},
        "subject": {"identifier": {"value": task["identifier"][0]["value"]}},
        "quantity": request["dispenseRequest"]["quantity"],
        "daysSupply": request["dispenseRequest"]["expectedSupplyDuration"],
        "whenPrepared": now.isoformat(),
        "whenHandedOver": now.isoformat(),
        "dosageInstruction": request["dosageInstruction"],
    }


def outcome(code: str, text: str = "") -> Record:
    """Return an OperationOutcome."""
    issue = {"severity": "error", "code": code} | ({"diagnostics": text} if text else {})
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def _answered(task: Record) -> bool:
    return any(item["type"]["text"] == "recall" for item in task["output"])


def _at(task: Record, stage: str, now: datetime) -> Record:
    task["status"] = STATUS[stage]
    task["businessStatus"] = {"coding": [{"code": stage}]}
    task["lastModified"] = now.isoformat()
    task.setdefault("output", [])
    return task


def _output(kind: str, value: str) -> Record:
    return {"type": {"text": kind}, "valueString": value}
