"""The time zones that people may choose from, as they call them."""

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "America/New_York": "Eastern time",
    "America/Chicago": "Central time",
    "America/Denver": "Mountain time",
    "America/Phoenix": "Mountain time, Arizona",
    "America/Los_Angeles": "Pacific time",
    "America/Anchorage": "Alaska time",
    "Pacific/Honolulu": "Hawaii time",
}
"""Where patients are."""

FOR_STAFF: Mapping[str, str] = {**NAMES, "Europe/London": "London", "UTC": "UTC"}
"""Staff may be elsewhere, and some think in one time for all."""
