"""The zones a patient's times begin with; which state keeps which is `formulary.places`."""

from collections.abc import Mapping

from rx_portal.formulary import places
from shared_lib.places import STATES

OF_STATE: Mapping[str, str] = {state: places.zone_of(state) for state in STATES}

DEFAULT = places.zone_of("NY")


def of_state(state: str) -> str:
    """Return the IANA zone to begin with for a state (`CA`)."""
    return places.zone_of(state)
