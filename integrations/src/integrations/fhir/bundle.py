"""Reading and writing resources: model, then codes, references and invariants; bytes are what was checked."""

import json
from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

from integrations.fhir.codes import CODES, TARGETS
from shared_lib.errors import Invalid

Resource = dict[str, Any]


class NotFhir(Invalid):
    """A resource is not valid FHIR R4, or says something that its codes do not allow."""

    code = "not_fhir"


def written(resource: Resource) -> bytes:
    """Return the bytes of a resource, having read them back as a stranger would.

    :raises NotFhir: it is not valid; nothing of it should be sent.
    """
    body = json.dumps(resource, ensure_ascii=False, separators=(",", ":")).encode()
    parsed(body)
    return body


def parsed(body: bytes, kind: str | None = None) -> Resource:
    """Return a resource that is valid R4, as plain data; keep the bytes if they may be needed as evidence.

    `kind` is the resource type that is expected.

    :raises NotFhir: it is not; the message names elements, never their values.
    """
    try:
        resource = json.loads(body)
    except ValueError as error:
        raise NotFhir("This is not JSON.") from error
    if not isinstance(resource, dict) or not isinstance(resource.get("resourceType"), str):
        raise NotFhir("This is not a FHIR resource.")
    found = resource["resourceType"]
    if kind is not None and found != kind:
        raise NotFhir(f"A {kind} was expected, not a {found}.")
    _modelled(resource, body)
    _strict(resource)
    return resource


def _modelled(resource: Resource, body: bytes) -> None:
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate_json(body)
    except (KeyError, LookupError) as error:
        raise NotFhir(f"{resource['resourceType']} is not an R4 resource.") from error
    except ValidationError as error:
        places = sorted({".".join(str(part) for part in item["loc"]) for item in error.errors()})
        raise NotFhir(f"{resource['resourceType']} is not valid at: {', '.join(places)}.") from error


def _strict(resource: Resource) -> None:
    kind = resource["resourceType"]
    for element, codes in CODES.get(kind, {}).items():
        if element in resource and resource[element] not in codes:
            raise NotFhir(f"{kind}.{element} is not one of its codes.")
    for element, targets in TARGETS.get(kind, {}).items():
        _points(kind, element, resource.get(element), targets)
    _invariants(kind, resource)
    for contained in [*resource.get("contained", []), *_entries(resource)]:
        _strict(contained)


def _points(kind: str, element: str, reference: Any, targets: frozenset[str]) -> None:
    literal = reference.get("reference") if isinstance(reference, dict) else None
    if literal is None or literal.startswith(("#", "urn:uuid:")):
        return
    parts = literal.split("/")
    if len(parts) < 2 or parts[-2] not in targets or not parts[-1]:  # noqa: PLR2004 - Type/id
        raise NotFhir(f"{kind}.{element} does not refer to {' or '.join(sorted(targets))}.")


def _invariants(kind: str, resource: Resource) -> None:
    if kind == "MedicationDispense":
        prepared, handed = resource.get("whenPrepared"), resource.get("whenHandedOver")
        if prepared and handed and handed < prepared:
            raise NotFhir("mdd-1: a dispense cannot be handed over before it is prepared.")
        if resource["status"] == "completed" and not handed:
            raise NotFhir("us-core-20: a completed dispense says when it was handed over.")
    if kind == "MedicationRequest" and resource["intent"].endswith("order") and "requester" not in resource:
        raise NotFhir("us-core-21: an order names its requester.")


def _entries(resource: Resource) -> list[Resource]:
    return [entry["resource"] for entry in resource.get("entry", []) if "resource" in entry]
