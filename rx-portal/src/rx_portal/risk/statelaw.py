"""What a state's law adds to a protocol: one more finding, which no protocol can outvote. Pure."""

from rx_portal.formulary.places import state_name
from rx_portal.formulary.schemas import StateRule
from rx_portal.formulary.states import Modality
from rx_portal.risk.evaluator import Finding, Grade, Outcome

CODE = "state_law"


def finding_of(state: str, rule: StateRule | None) -> Finding:
    """Return whether a state lets a clinician decide on written answers alone; one not listed does not."""
    name = state_name(state)
    if rule is None:
        return _finding(Outcome.NOT_MET, f"{name} is not on the clinic's list of states.", "The state matrix")
    words = {
        Modality.ASYNCHRONOUS: f"In {name} a clinician may decide on written answers.",
        Modality.SYNCHRONOUS_VIDEO: f"In {name} a clinician has to meet the patient by video first.",
        Modality.IN_PERSON: f"In {name} a clinician has to meet the patient in person first.",
    }[rule.modality]
    met = rule.modality is Modality.ASYNCHRONOUS
    return _finding(Outcome.MET if met else Outcome.NOT_MET, words, rule.source)


def _finding(outcome: Outcome, words: str, source: str) -> Finding:
    return Finding(
        code=CODE,
        grade=Grade.CRITERION,
        outcome=outcome,
        statement="The law where you live lets a clinician decide without meeting you.",
        words=words,
        source=source,
    )
