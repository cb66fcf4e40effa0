"""Interaction and allergy checks before a signature: facts over what the patient listed. Pure."""

from rx_portal.prescription.checking.check import Checked, Finding, check_allergies, check_interactions
from rx_portal.prescription.checking.listed import Listed, read_list

__all__ = ["Checked", "Finding", "Listed", "check_allergies", "check_interactions", "read_list"]
