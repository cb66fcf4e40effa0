"""The time zone in which most people of a state live: the first guess, which the patient may change."""

from collections.abc import Mapping

_BY_ZONE: Mapping[str, str] = {
    "America/New_York": "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
}

OF_STATE: Mapping[str, str] = {state: zone for zone, states in _BY_ZONE.items() for state in states.split()}

LABELS: Mapping[str, str] = {
    "America/New_York": "Eastern time",
    "America/Chicago": "Central time",
    "America/Denver": "Mountain time",
    "America/Phoenix": "Mountain time, Arizona",
    "America/Los_Angeles": "Pacific time",
    "America/Anchorage": "Alaska time",
    "Pacific/Honolulu": "Hawaii time",
}
"""The zones a patient may choose from, as people call them."""

DEFAULT = "America/New_York"


def of_state(state: str) -> str:
    """Return the IANA zone to begin with for a state (`CA`)."""
    return OF_STATE.get(state, DEFAULT)
