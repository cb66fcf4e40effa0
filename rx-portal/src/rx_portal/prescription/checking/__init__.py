"""Interaction and allergy checks before a signature: facts over what the patient listed.

Pure, but for what a drug knowledge service may add, which is asked before the transaction.
"""

from rx_portal.prescription.checking.check import Checked, Finding, check_allergies, check_interactions
from rx_portal.prescription.checking.heard import Heard, hear, widened
from rx_portal.prescription.checking.listed import Listed, read_list

__all__ = [
    "Checked",
    "Finding",
    "Heard",
    "Listed",
    "check_allergies",
    "check_interactions",
    "hear",
    "read_list",
    "widened",
]
