"""The evaluator never turns ignorance into an approval, whatever the protocol and whatever the facts."""

import itertools
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rx_portal.risk.evaluator import (
    Decision,
    Fact,
    Facts,
    Grade,
    Outcome,
    Protocol,
    conclude,
    evaluate,
    parse,
)
from rx_portal.risk.evaluator import outcome as logic

NOW = datetime(2026, 12, 2, 14, 30, tzinfo=UTC)
OPTIONS = ("a", "b", "c")
FACTS: dict[str, Any] = {
    "weight": {"label": "Weight", "kind": "number", "answer": "w", "age_limit_days": 30, "unit": "kg",
               "least": "30", "most": "300"},
    "smokes": {"label": "Smokes", "kind": "truth", "answer": "s", "age_limit_days": 30},
    "sex": {"label": "Sex", "kind": "choice", "answer": "x", "age_limit_days": 30,
            "options": {code: code for code in OPTIONS}},
    "history": {"label": "History", "kind": "choices", "answer": "h", "age_limit_days": 365,
                "options": {code: code for code in OPTIONS}},
}  # fmt: skip

numbers = st.integers(30, 300).map(str)
several = st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=3)
comparisons = st.one_of(
    st.builds(lambda op, n: {"fact": "weight", "is": op, "threshold": n},
              st.sampled_from(["at_least", "at_most", "above", "below"]), numbers),
    st.builds(lambda yes: {"fact": "smokes", "is": "is", "threshold": yes}, st.booleans()),
    st.builds(lambda code: {"fact": "sex", "is": "is", "threshold": code}, st.sampled_from(OPTIONS)),
    st.builds(lambda codes: {"fact": "sex", "is": "is_one_of", "threshold": codes}, several),
    st.builds(lambda op, codes: {"fact": "history", "is": op, "threshold": codes},
              st.sampled_from(["includes_any_of", "includes_none_of"]), several),
)  # fmt: skip
conditions = st.recursive(
    comparisons,
    lambda inner: st.builds(
        lambda word, parts: {word: parts},
        st.sampled_from(["all_of", "any_of"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
).filter(lambda condition: _depth(condition) <= 4)


def _depth(condition: dict[str, Any]) -> int:
    parts = next(iter(condition.values())) if len(condition) == 1 else []
    return 1 + max((_depth(part) for part in parts), default=0)


def _facts_read(condition: dict[str, Any]) -> set[str]:
    if "fact" in condition:
        return {condition["fact"]}
    return set().union(*(_facts_read(part) for part in next(iter(condition.values()))))


@st.composite
def protocols(draw: st.DrawFn) -> Protocol:
    whens = draw(st.lists(conditions, min_size=1, max_size=4))
    grades = [
        "criterion",
        *draw(st.lists(st.sampled_from([*Grade]), min_size=len(whens), max_size=len(whens))),
    ]
    return parse(
        {
            "key": "drawn",
            "title": "Drawn",
            "facts": {name: FACTS[name] for name in set().union(*map(_facts_read, whens))},
            "rules": [
                {
                    "code": f"r{place}",
                    "grade": grade,
                    "statement": "It is so",
                    "source": "A book",
                    "when": when,
                }
                for place, (grade, when) in enumerate(zip(grades, whens, strict=False))
            ],
        }
    )


values = {
    "weight": st.integers(30, 300).map(Decimal),
    "smokes": st.booleans(),
    "sex": st.sampled_from(OPTIONS),
    "history": st.frozensets(st.sampled_from(OPTIONS)),
}
whens_known = st.integers(0, 400).map(lambda days: NOW - timedelta(days=days))
known = st.fixed_dictionaries(
    {}, optional={name: st.builds(Fact, value, whens_known) for name, value in values.items()}
)
nonsense: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.text(max_size=3), st.floats(), st.integers(), st.lists(st.integers(), max_size=2),
    st.sampled_from([Decimal("NaN"), Decimal("Infinity"), Decimal(-1), Decimal(10_000), "z", frozenset("z")]),
)  # fmt: skip


class TestWhatIsNotKnown:
    @given(protocols(), known, st.sets(st.sampled_from([*FACTS])))
    @settings(max_examples=300, deadline=None)
    def test_forgetting_a_fact_never_brings_an_approval(
        self, protocol: Protocol, facts: Facts, forgotten: set[str]
    ) -> None:
        fewer = {name: fact for name, fact in facts.items() if name not in forgotten}

        after = evaluate(protocol, fewer, NOW)

        if after.decision is Decision.APPROVED:
            assert evaluate(protocol, facts, NOW).decision is Decision.APPROVED

    @given(protocols(), known, st.sampled_from([*FACTS]), nonsense)
    @settings(max_examples=300, deadline=None)
    def test_a_value_of_the_wrong_kind_counts_for_no_more_than_none(
        self, protocol: Protocol, facts: Facts, name: str, value: Any
    ) -> None:
        without = {key: fact for key, fact in facts.items() if key != name}
        fact_type = protocol.facts.get(name)
        if fact_type is None or fact_type.accepts(value):
            return

        found = evaluate(protocol, without | {name: Fact(value, NOW)}, NOW)

        assert found.decision is evaluate(protocol, without, NOW).decision

    @given(protocols())
    @settings(max_examples=100, deadline=None)
    def test_nothing_known_is_never_approved_nor_urgent(self, protocol: Protocol) -> None:
        found = evaluate(protocol, {}, NOW)

        assert found.decision is Decision.MORE_ACTION_REQUIRED
        assert not found.urgent
        assert {finding.outcome for finding in found.findings} == {Outcome.UNKNOWN}

    @given(protocols(), known)
    @settings(max_examples=200, deadline=None)
    def test_a_silent_alarm_has_to_be_known_to_be_silent(self, protocol: Protocol, facts: Facts) -> None:
        found = evaluate(protocol, facts, NOW)

        alarms = [finding for finding in found.findings if finding.grade is Grade.URGENT]
        assert found.urgent is any(finding.outcome is Outcome.MET for finding in alarms)
        if found.decision is Decision.APPROVED:
            assert all(finding.outcome is Outcome.NOT_MET for finding in alarms)

    def test_no_findings_approve_nobody(self) -> None:
        assert conclude([]).decision is Decision.MORE_ACTION_REQUIRED


class TestAges:
    @pytest.mark.parametrize(
        ("as_of", "outcome"),
        [
            (NOW, Outcome.MET),
            (NOW - timedelta(days=30), Outcome.MET),
            (NOW - timedelta(days=30, microseconds=1), Outcome.UNKNOWN),
            (NOW + timedelta(microseconds=1), Outcome.UNKNOWN),
        ],
    )
    def test_a_fact_is_known_up_to_its_age_limit_and_never_before_it_is_true(
        self, as_of: datetime, outcome: Outcome
    ) -> None:
        protocol = a_protocol({"fact": "weight", "is": "at_least", "threshold": "70"})

        found = evaluate(protocol, {"weight": Fact(Decimal(70), as_of)}, NOW)

        assert found.findings[0].outcome is outcome


class TestThresholds:
    @pytest.mark.parametrize(
        ("operator", "met"),
        [("at_least", (70, 71)), ("at_most", (69, 70)), ("above", (71,)), ("below", (69,))],
    )
    def test_the_border_belongs_where_the_operator_says(self, operator: str, met: tuple[int, ...]) -> None:
        protocol = a_protocol({"fact": "weight", "is": operator, "threshold": "70"})

        found = {
            weight
            for weight in (69, 70, 71)
            if evaluate(protocol, {"weight": Fact(Decimal(weight), NOW)}, NOW).decision is Decision.APPROVED
        }

        assert found == set(met)

    def test_thresholds_are_exact_decimals(self) -> None:
        protocol = a_protocol({"fact": "weight", "is": "at_most", "threshold": "70.3"})

        found = evaluate(protocol, {"weight": Fact(Decimal("70.1") + Decimal("0.2"), NOW)}, NOW)

        assert found.decision is Decision.APPROVED


class TestThreeValues:
    @pytest.mark.parametrize(("left", "right"), [*itertools.product(Outcome, repeat=2)])
    def test_the_tables_are_kleenes(self, left: Outcome, right: Outcome) -> None:
        both, either = logic.every([left, right]), logic.either([left, right])

        assert (both is Outcome.MET) == (left is right is Outcome.MET)
        assert (both is Outcome.NOT_MET) == (Outcome.NOT_MET in (left, right))
        assert (either is Outcome.NOT_MET) == (left is right is Outcome.NOT_MET)
        assert (either is Outcome.MET) == (Outcome.MET in (left, right))


def a_protocol(when: object) -> Protocol:
    return parse(a_content(when))


def a_content(when: object, facts: dict[str, Any] | None = None) -> dict[str, Any]:
    read = _facts_read(when) if isinstance(when, dict) and facts is None and when else set()
    return {
        "key": "tried",
        "title": "Tried",
        "facts": facts or {name: FACTS[name] for name in read if name in FACTS},
        "rules": [
            {"code": "only", "grade": "criterion", "statement": "It is so", "source": "A book", "when": when}
        ],
    }
