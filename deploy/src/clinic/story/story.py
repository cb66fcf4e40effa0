"""One telling of the story: where it plays, how it is told, and who has come to work."""

from dataclasses import dataclass, field

from clinic.story.people import Member
from clinic.story.telling import Telling
from clinic.story.town import Town

CLINICIANS = ("clinician", "clinician2")


@dataclass
class Story:
    """What every scene is given."""

    town: Town
    telling: Telling
    _at_work: dict[str, Member] = field(default_factory=dict)

    def step(self, text: str, address: str = "") -> None:
        """Tell one step, and where a reader can see it."""
        self.telling.step(text, address)

    def at_the_desk(self, role: str) -> Member:
        """Return a member of the staff, who signs in when first needed."""
        if role not in self._at_work:
            member = Member(self.town, role)
            member.open_desk()
            self._at_work[role] = member
        return self._at_work[role]

    def a_signer(self) -> Member:
        """Return a clinician whose authenticator has a fresh code, so that nobody waits for the next."""
        clinicians = [self.at_the_desk(role) for role in CLINICIANS]
        return next((one for one in clinicians if one.signature.has_code), clinicians[0])

    def in_the_back_office(self, role: str) -> Member:
        """Return an operator or editor of the shop, who signs in when first needed."""
        if role not in self._at_work:
            member = Member(self.town, role)
            member.open_back_office()
            self._at_work[role] = member
        return self._at_work[role]
