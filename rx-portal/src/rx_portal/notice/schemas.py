"""How a patient wants to be written to, as a page shows it."""

from dataclasses import dataclass, field

from rx_portal.notice.states import Language


@dataclass(frozen=True, slots=True)
class Choice:
    """A patient's choice; `phone` is the ten digits that they gave, None while there are none."""

    language: Language
    texts: bool
    phone: str | None = field(repr=False)
