"""FHIR R4 at the edge: the R4B models, and the codes and references that those do not check."""

from integrations.fhir.bundle import NotFhir, parsed, written

__all__ = ["NotFhir", "parsed", "written"]
