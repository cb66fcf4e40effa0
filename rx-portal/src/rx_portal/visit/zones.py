"""The zones a patient may choose from, as people call them; which state keeps which is `formulary.places`."""

from collections.abc import Mapping

from rx_portal.formulary import places

OF_STATE: Mapping[str, str] = {state: places.zone_of(state) for state in places.PLACES}

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

DEFAULT = places.zone_of("NY")


def of_state(state: str) -> str:
    """Return the IANA zone to begin with for a state (`CA`)."""
    return places.zone_of(state)
