"""What one version of a protocol changes in another, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rx_portal.risk.evaluator import FactType, Protocol, Rule, describe


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was. `before` is empty where it is new, `after` where it is gone."""

    about: str
    part: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """Return whether it was added, removed or changed."""
        return "changed" if self.before and self.after else "added" if self.after else "removed"


def differences(before: Protocol | None, after: Protocol) -> Sequence[Change]:
    """Return every change, in the order of the new version's rules; what is gone comes last."""
    return [*_rules(before, after), *_facts(before, after), *_title(before, after)]


def _rules(before: Protocol | None, after: Protocol) -> Iterator[Change]:
    old = {rule.code: rule for rule in before.rules} if before else {}
    for rule in after.rules:
        if rule.code not in old:
            yield Change(rule.code, "rule", "", _said(rule))
        else:
            yield from _parts(old[rule.code], rule)
    kept = {rule.code for rule in after.rules}
    yield from (Change(code, "rule", _said(rule), "") for code, rule in old.items() if code not in kept)


def _parts(before: Rule, after: Rule) -> Iterator[Change]:
    pairs = (
        ("condition", describe(before.condition), describe(after.condition)),
        ("grade", before.grade.value, after.grade.value),
        ("what the patient is told", before.statement, after.statement),
        ("source", before.source, after.source),
    )
    yield from (Change(after.code, part, old, new) for part, old, new in pairs if old != new)


def _facts(before: Protocol | None, after: Protocol) -> Iterator[Change]:
    for name, fact in after.facts.items():
        old = before.facts.get(name) if before else None
        if old is not None and _counted(old) != _counted(fact):
            yield Change(fact.label, "how it is read", _counted(old), _counted(fact))


def _title(before: Protocol | None, after: Protocol) -> Iterator[Change]:
    if before is not None and before.title != after.title:
        yield Change("protocol", "title", before.title, after.title)


def _said(rule: Rule) -> str:
    return f"{rule.statement} ({describe(rule.condition)}; {rule.grade.value})"


def _counted(fact: FactType) -> str:
    plausible = f", plausible from {fact.least} to {fact.most} {fact.unit}" if fact.least is not None else ""
    return f"counts for {fact.age_limit.days} days{plausible}"
