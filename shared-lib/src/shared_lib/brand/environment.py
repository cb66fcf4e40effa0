"""What the brand's templates expect of the environment that renders them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from shared_lib.brand import wording

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"


def names(asset: Callable[[str], str]) -> Mapping[str, object]:
    """Return the globals to add to a Jinja environment; `asset` turns `brand/brand.css` into an address.

    `say` gives the macros' own words; an application with several languages puts its own in its place.
    """
    words = {"moment": wording.moment, "day": wording.day, "hour": wording.hour, "say": str}
    return {"asset": asset, **words}
