"""The required codes of the resources that cross our edge (HL7 FHIR R4B 4.3.0 code systems, CC0).

The model library accepts any word where the standard closes the list, and its own lists are cut short for
some resources, so they are stated here.
"""

from collections.abc import Mapping

_REQUEST_STATUS = frozenset(
    {
        "active",
        "on-hold",
        "cancelled",
        "completed",
        "entered-in-error",
        "stopped",
        "draft",
        "unknown",
    }
)
_TASK_STATUS = frozenset(
    {
        "draft",
        "requested",
        "received",
        "accepted",
        "rejected",
        "ready",
        "cancelled",
        "in-progress",
        "on-hold",
        "failed",
        "completed",
        "entered-in-error",
    }
)
_DISPENSE_STATUS = frozenset(
    {
        "preparation",
        "in-progress",
        "cancelled",
        "on-hold",
        "completed",
        "entered-in-error",
        "stopped",
        "declined",
        "unknown",
    }
)
_REQUEST_INTENT = frozenset(
    {
        "proposal",
        "plan",
        "order",
        "original-order",
        "reflex-order",
        "filler-order",
        "instance-order",
        "option",
    }
)
_TASK_INTENT = frozenset(
    {
        "unknown",
        "proposal",
        "plan",
        "order",
        "original-order",
        "reflex-order",
        "filler-order",
        "instance-order",
        "option",
    }
)
_PRIORITY = frozenset(
    {
        "routine",
        "urgent",
        "asap",
        "stat",
    }
)
_GENDER = frozenset(
    {
        "male",
        "female",
        "other",
        "unknown",
    }
)
_BUNDLE = frozenset(
    {
        "document",
        "message",
        "transaction",
        "transaction-response",
        "batch",
        "batch-response",
        "history",
        "searchset",
        "collection",
    }
)

CODES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "MedicationRequest": {
        "status": _REQUEST_STATUS,
        "intent": _REQUEST_INTENT,
        "priority": _PRIORITY,
    },
    "MedicationDispense": {"status": _DISPENSE_STATUS},
    "Task": {"status": _TASK_STATUS, "intent": _TASK_INTENT, "priority": _PRIORITY},
    "Patient": {"gender": _GENDER},
    "Bundle": {"type": _BUNDLE},
}
"""By resource and element: the only words that may stand there."""

TARGETS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "MedicationRequest": {
        "subject": frozenset({"Patient", "Group"}),
        "requester": frozenset(
            {"Practitioner", "PractitionerRole", "Organization", "Patient", "RelatedPerson", "Device"}
        ),
    },
    "MedicationDispense": {"subject": frozenset({"Patient", "Group"})},
    "Task": {"for": frozenset({"Patient", "Group"}), "focus": frozenset({"MedicationRequest"})},
}
"""By resource and element: what a literal reference may point to."""
