"""Pairs that should not be taken together, each with where that comes from.

ONC: the high-priority list of fifteen pairs (JAMIA 2012;19:735). Label: the clinic's own choice from product
labels, for what it prescribes (nitrates with PDE5 inhibitors need context, so the ONC list leaves them off).
"""

from dataclasses import dataclass
from enum import StrEnum

VERSION = "2026-11"
ONC = "ONC high-priority list, JAMIA 2012;19:735"
LABEL = "Product label, adopted by the clinic"


class Severity(StrEnum):
    """How a pair is to be taken: never together, or only with a reason."""

    NEVER = "never"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two classes or substances, and what happens."""

    one: str
    other: str
    severity: Severity
    words: str
    source: str


PAIRS: tuple[Pair, ...] = (
    Pair("amphetamine derivative", "MAO inhibitor", Severity.NEVER, "hypertensive crisis", ONC),
    Pair("atazanavir", "proton pump inhibitor", Severity.NEVER, "loss of the antiviral's effect", ONC),
    Pair("febuxostat", "thiopurine", Severity.NEVER, "bone marrow toxicity", ONC),
    Pair("serotonin reuptake inhibitor", "MAO inhibitor", Severity.NEVER, "serotonin syndrome", ONC),
    Pair("irinotecan", "strong CYP3A4 inhibitor", Severity.NEVER, "toxic levels of irinotecan", ONC),
    Pair("opioid", "MAO inhibitor", Severity.NEVER, "serotonin syndrome or respiratory depression", ONC),
    Pair("tricyclic antidepressant", "MAO inhibitor", Severity.NEVER, "serotonin syndrome", ONC),
    Pair("high-risk QT drug", "high-risk QT drug", Severity.NEVER, "dangerous heart rhythm", ONC),
    Pair("ramelteon", "strong CYP1A2 inhibitor", Severity.NEVER, "strongly raised levels of ramelteon", ONC),
    Pair(
        "strong CYP3A4 inducer", "protease inhibitor", Severity.NEVER, "loss of the antiviral's effect", ONC
    ),
    Pair("statin metabolised by CYP3A4", "strong CYP3A4 inhibitor", Severity.NEVER, "muscle breakdown", ONC),
    Pair("statin metabolised by CYP3A4", "protease inhibitor", Severity.NEVER, "muscle breakdown", ONC),
    Pair("ergot", "strong CYP3A4 inhibitor", Severity.NEVER, "loss of blood supply to the limbs", ONC),
    Pair("tizanidine", "strong CYP1A2 inhibitor", Severity.NEVER, "severe low blood pressure", ONC),
    Pair("tranylcypromine", "procarbazine", Severity.NEVER, "hypertensive crisis", ONC),
    Pair("triptan", "MAO inhibitor", Severity.NEVER, "raised levels of the triptan", ONC),
    Pair("PDE5 inhibitor", "nitrate", Severity.NEVER, "severe low blood pressure", LABEL),
    Pair(
        "PDE5 inhibitor", "guanylate cyclase stimulator", Severity.NEVER, "severe low blood pressure", LABEL
    ),
    Pair(
        "PDE5 inhibitor", "strong CYP3A4 inhibitor", Severity.CAUTION, "raised levels; lower the dose", LABEL
    ),
    Pair("PDE5 inhibitor", "tamsulosin", Severity.CAUTION, "low blood pressure on standing up", LABEL),
    Pair("naltrexone", "opioid", Severity.NEVER, "sudden opioid withdrawal", LABEL),
    Pair(
        "GLP-1 receptor agonist", "GLP-1 receptor agonist", Severity.NEVER, "the same treatment twice", LABEL
    ),
    Pair("GLP-1 receptor agonist", "insulin or sulfonylurea", Severity.CAUTION, "low blood sugar", LABEL),
    Pair("rosuvastatin", "cyclosporine", Severity.CAUTION, "raised levels; the dose is limited", LABEL),
    Pair("rosuvastatin", "gemfibrozil", Severity.CAUTION, "muscle breakdown; avoid where possible", LABEL),
    Pair("rosuvastatin", "warfarin", Severity.CAUTION, "raised INR; check it more often", LABEL),
    Pair("estradiol", "strong CYP3A4 inducer", Severity.CAUTION, "may lower levels of estradiol", LABEL),
    Pair("metformin", "carbonic anhydrase inhibitor", Severity.CAUTION, "risk of lactic acidosis", LABEL),
    Pair("retinoid", "tetracycline", Severity.CAUTION, "more sensitive to sunlight", LABEL),
    Pair("retinoid", "retinoid", Severity.CAUTION, "the same treatment twice", LABEL),
)
