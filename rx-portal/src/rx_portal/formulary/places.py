"""What a state is called, and the time zone most of it keeps."""

from collections.abc import Mapping

from shared_lib.places import STATES


def state_name(code: str) -> str:
    """Return a state's name, or the code itself where it is none."""
    return STATES.get(code, code)


_KEEP: Mapping[str, str] = {
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
}


def zone_of(code: str) -> str:
    """Return the IANA zone that most of a state keeps: Eastern, unless it is listed with another."""
    return next((zone for zone, states in _KEEP.items() if code in states.split()), "America/New_York")


def choices() -> list[tuple[str, str]]:
    """Return every state's code and name, by name."""
    return sorted(STATES.items(), key=lambda pair: pair[1])
