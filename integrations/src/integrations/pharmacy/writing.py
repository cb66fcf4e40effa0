"""From a fill to FHIR R4: a transaction of patient, prescriber, MedicationRequest and the Task that asks."""

from typing import Any

from integrations.fhir import written
from integrations.pharmacy.port import FillRequest, Recipient

ORDER_SYSTEM = "urn:countersign:rx-order"
PRESCRIPTION_SYSTEM = "urn:countersign:prescription"
LICENCE_SYSTEM = "urn:countersign:licence"

PATIENT, REQUEST, TASK, PRESCRIBER = (f"urn:uuid:00000000-0000-4000-8000-00000000000{n}" for n in range(1, 5))


def transaction(request: FillRequest) -> bytes:
    """Return the bytes that ask a pharmacy for one fill.

    :raises NotFhir: something needed is missing or malformed; nothing should be sent.
    """
    resources = {
        PATIENT: _patient(request.recipient),
        PRESCRIBER: _prescriber(request),
        REQUEST: medication_request(request),
        TASK: _task(request),
    }
    entries = [
        {"fullUrl": url, "resource": resource, "request": {"method": "POST", "url": resource["resourceType"]}}
        for url, resource in resources.items()
    ]
    return written({"resourceType": "Bundle", "type": "transaction", "entry": entries})


def medication_request(request: FillRequest) -> dict[str, Any]:
    """Return the prescription as an R4 MedicationRequest, holding to US Core."""
    return {
        "resourceType": "MedicationRequest",
        "identifier": [{"system": PRESCRIPTION_SYSTEM, "value": request.prescription_id}],
        "status": "active",
        "intent": "order",
        "reportedBoolean": False,
        "medicationCodeableConcept": {
            "coding": [{"system": request.drug_system, "code": request.drug_code}],
            "text": request.drug_text,
        },
        "subject": {"reference": PATIENT},
        "authoredOn": request.written_at.isoformat(),
        "requester": {"reference": PRESCRIBER},
        "dosageInstruction": [{"text": request.directions}],
        "dispenseRequest": {
            "validityPeriod": {"end": request.valid_until.isoformat()},
            "numberOfRepeatsAllowed": request.fills_allowed - 1,
            "quantity": {"value": request.quantity, "unit": request.unit},
            "expectedSupplyDuration": {
                "value": request.days_supply,
                "unit": "days",
                "system": "http://unitsofmeasure.org",
                "code": "d",
            },
        },
        "substitution": {"allowedBoolean": request.substitution_allowed},
    }


def _task(request: FillRequest) -> dict[str, Any]:
    return {
        "resourceType": "Task",
        "identifier": [{"system": ORDER_SYSTEM, "value": request.reference}],
        "status": "requested",
        "intent": "order",
        "focus": {"reference": REQUEST},
        "for": {"reference": PATIENT},
        "authoredOn": request.written_at.isoformat(),
    }


def _patient(recipient: Recipient) -> dict[str, Any]:
    telecom = [{"system": "phone", "value": recipient.phone}] if recipient.phone else []
    return {
        "resourceType": "Patient",
        "identifier": [{"system": "urn:countersign:recipient", "value": recipient.reference}],
        "name": [{"text": recipient.name}],
        "birthDate": recipient.birth_date.isoformat(),
        "address": [
            {
                "line": [recipient.street],
                "city": recipient.city,
                "state": recipient.state,
                "postalCode": recipient.postal_code,
                "country": "US",
            }
        ],
        **({"telecom": telecom} if telecom else {}),
    }


def _prescriber(request: FillRequest) -> dict[str, Any]:
    return {
        "resourceType": "Practitioner",
        "identifier": [{"system": LICENCE_SYSTEM, "value": request.prescriber_licence}],
        "name": [{"text": request.prescriber_name}],
    }
