"""What a drug knowledge service adds to the clinic's own facts; where it is silent, that is said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from integrations.interactions.port import Answer, Interactions, Known, Unavailable
from rx_portal.prescription.checking.check import Checked, Finding
from rx_portal.prescription.checking.fact import Severity


@dataclass(frozen=True, slots=True)
class Heard:
    """What was asked of the service, and its answer; None is a service that did not answer."""

    prescribed: tuple[str, ...]
    taken: tuple[str, ...]
    answer: Answer | None

    def is_about(self, prescribed: Sequence[str], taken: Sequence[str]) -> bool:
        """Tell whether this is the answer to that question."""
        return (self.prescribed, self.taken) == (tuple(prescribed), tuple(taken))


async def hear(service: Interactions, prescribed: Sequence[str], taken: Sequence[str]) -> Heard:
    """Ask the service by recognised names alone; never inside a transaction."""
    try:
        answer = await service.between(prescribed, taken)
    except Unavailable:
        answer = None
    return Heard(tuple(prescribed), tuple(taken), answer)


def widened(own: Checked, heard: Heard) -> Checked:
    """Return the clinic's own check with what the service said; `unavailable` where it said nothing."""
    if heard.answer is None:
        source = f"{own.source}; the interaction service did not answer"
        return replace(own, result="unavailable", source=source)
    answer = heard.answer
    unknown = tuple(dict.fromkeys((*own.unknown, *answer.unknown)))
    return Checked(
        result="no_data" if unknown else own.result,
        findings=(*own.findings, *(_finding(one) for one in answer.found)),
        unknown=unknown,
        source=f"{own.source}; interaction service {answer.version}",
    )


def _finding(known: Known) -> Finding:
    severity = Severity.NEVER if known.severe else Severity.CAUTION
    return Finding(severity, f"{known.one} with {known.other}: {known.words}.", known.source)
