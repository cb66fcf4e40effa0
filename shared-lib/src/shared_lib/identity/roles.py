"""Roles and the scopes they are made of. Guards ask for scopes, never for roles."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is at the clinic."""

    PATIENT = "patient"
    CLINICIAN = "clinician"
    PHARMACIST = "pharmacist"
    ADMIN = "admin"
    COMPLIANCE = "compliance"
    EDITOR = "editor"
    OPERATOR = "operator"


class Scope(StrEnum):
    """One thing that somebody may do. `own` is about oneself; the rest is about others."""

    RECORD_OWN = "record:own"
    RECORD_READ = "record:read"
    REVIEW_DECIDE = "review:decide"
    SCHEDULE_OWN = "schedule:own"
    PRESCRIPTION_SIGN = "prescription:sign"
    DISPENSE_HAND_OVER = "dispense:hand_over"
    EXCHANGE_READ = "exchange:read"
    ORDER_READ = "order:read"
    ORDER_REFUND = "order:refund"
    PROTOCOL_EDIT = "protocol:edit"
    PROTOCOL_PUBLISH = "protocol:publish"
    FORMULARY_EDIT = "formulary:edit"
    STAFF_MANAGE = "staff:manage"
    OPERATIONS_READ = "operations:read"
    OPERATIONS_ACT = "operations:act"
    AUDIT_READ = "audit:read"
    CONTENT_EDIT = "content:edit"
    SHOP_OPERATE = "shop:operate"


SCOPES: Mapping[Role, frozenset[Scope]] = {
    Role.PATIENT: frozenset({Scope.RECORD_OWN}),
    Role.CLINICIAN: frozenset(
        {
            Scope.RECORD_READ,
            Scope.REVIEW_DECIDE,
            Scope.SCHEDULE_OWN,
            Scope.PRESCRIPTION_SIGN,
            Scope.ORDER_READ,
            Scope.PROTOCOL_EDIT,
            Scope.PROTOCOL_PUBLISH,
        }
    ),
    Role.PHARMACIST: frozenset(
        {Scope.RECORD_READ, Scope.ORDER_READ, Scope.DISPENSE_HAND_OVER, Scope.EXCHANGE_READ}
    ),
    Role.ADMIN: frozenset(
        {
            Scope.FORMULARY_EDIT,
            Scope.EXCHANGE_READ,
            Scope.ORDER_READ,
            Scope.ORDER_REFUND,
            Scope.STAFF_MANAGE,
            Scope.OPERATIONS_READ,
            Scope.OPERATIONS_ACT,
        }
    ),
    Role.COMPLIANCE: frozenset({Scope.AUDIT_READ, Scope.OPERATIONS_READ}),
    Role.EDITOR: frozenset({Scope.CONTENT_EDIT}),
    Role.OPERATOR: frozenset({Scope.SHOP_OPERATE}),
}


def scopes_of(roles: Iterable[Role]) -> frozenset[Scope]:
    """Return everything that somebody with these roles may do."""
    return frozenset().union(*(SCOPES[role] for role in roles))
