"""Signing in and out: one verb each, on sessions of its own, apart from the work that is then done."""

from rx_portal.identity.schemas import LoginRefused
from rx_portal.identity.service.arriving import actor_of, arrive, end
from rx_portal.identity.service.departing import begin_login, safe_path, take_attempt
from rx_portal.identity.service.passkeys import (
    add_passkey,
    ask,
    begin_passkey,
    has_passkey,
    issue_enrolment,
    look_at_factors,
    remove_passkey,
    rename_passkey,
)
from rx_portal.identity.service.people import count_failure, invite, set_zone
from rx_portal.identity.service.staffing import close, list_colleagues, reopen, take_on
from rx_portal.identity.service.tokens import digest

__all__ = [
    "LoginRefused",
    "actor_of",
    "add_passkey",
    "arrive",
    "ask",
    "begin_login",
    "begin_passkey",
    "close",
    "count_failure",
    "digest",
    "end",
    "has_passkey",
    "invite",
    "issue_enrolment",
    "list_colleagues",
    "look_at_factors",
    "remove_passkey",
    "rename_passkey",
    "reopen",
    "safe_path",
    "set_zone",
    "take_attempt",
    "take_on",
]
