"""The roles that work at the clinic, each a group of the same name; shoppers and patients belong to none."""

from shared_lib.identity import Role

STAFF = tuple(role.value for role in Role if role is not Role.PATIENT)
DESK = (Role.CLINICIAN, Role.PHARMACIST, Role.ADMIN, Role.COMPLIANCE)
OFFICE = (Role.EDITOR, Role.OPERATOR, Role.ADMIN)
"""Who has work in the shop's back office; the others work in the portal."""
