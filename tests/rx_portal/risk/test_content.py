"""What the evaluator accepts as a protocol, and what it refuses."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rx_portal.risk.demo import ALL
from rx_portal.risk.evaluator import (
    MalformedProtocol,
    parse,
)
from tests.rx_portal.risk.test_evaluator import FACTS, a_content, a_protocol


class TestAuthoring:
    @pytest.mark.parametrize(
        "threshold", [70, 70.5, "70,5", "", " 70", "1e3", "NaN", "301", "29", None, True, ["70"]]
    )
    def test_refuses_a_threshold_that_could_not_be_applied_as_written(self, threshold: object) -> None:
        with pytest.raises(MalformedProtocol):
            a_protocol({"fact": "weight", "is": "at_least", "threshold": threshold})

    @pytest.mark.parametrize(
        "when",
        [
            {"fact": "height", "is": "at_least", "threshold": "1"},
            {"fact": "weight", "is": "about", "threshold": "70"},
            {"fact": "weight", "is": "is", "threshold": "70"},
            {"fact": "smokes", "is": "is", "threshold": "no"},
            {"fact": "sex", "is": "is", "threshold": "d"},
            {"fact": "history", "is": "includes_any_of", "threshold": []},
            {"fact": "history", "is": "includes_none_of", "threshold": ["a", "z"]},
            {"fact": "weight", "is": "at_least", "threshold": "70", "unless": "Tuesday"},
            {"all_of": []},
            {"all_of": [], "any_of": []},
            {"not": {"fact": "smokes", "is": "is", "threshold": True}},
            {},
            None,
        ],
    )
    def test_refuses_a_condition_outside_the_closed_list(self, when: object) -> None:
        with pytest.raises(MalformedProtocol):
            parse(a_content(when, facts=FACTS))

    def test_refuses_nesting_that_nobody_could_read(self) -> None:
        when: dict[str, Any] = {"fact": "smokes", "is": "is", "threshold": True}
        for _ in range(4):
            when = {"all_of": [when]}

        with pytest.raises(MalformedProtocol):
            parse(a_content(when))

    @pytest.mark.parametrize(
        "broken",
        [
            {"age_limit_days": 0}, {"age_limit_days": 1.5}, {"age_limit_days": True},
            {"kind": "guess"}, {"least": "300"}, {"least": 30}, {"options": {"a": "a"}}, {"label": " "},
        ],
    )  # fmt: skip
    def test_refuses_a_fact_that_is_not_fully_said(self, broken: dict[str, Any]) -> None:
        facts = {"weight": FACTS["weight"] | broken}

        with pytest.raises(MalformedProtocol):
            parse(a_content({"fact": "weight", "is": "at_least", "threshold": "70"}, facts=facts))

    def test_refuses_a_protocol_of_alarms_alone(self) -> None:
        content = a_content({"fact": "smokes", "is": "is", "threshold": True})
        content["rules"][0]["grade"] = "urgent"

        with pytest.raises(MalformedProtocol):
            parse(content)

    def test_refuses_two_rules_of_one_name_and_a_fact_that_no_rule_reads(self) -> None:
        content = a_content({"fact": "smokes", "is": "is", "threshold": True})

        with pytest.raises(MalformedProtocol):
            parse(content | {"rules": content["rules"] * 2})
        with pytest.raises(MalformedProtocol):
            parse(content | {"facts": FACTS})

    @pytest.mark.parametrize("each", ALL, ids=lambda each: str(each.CONTENT["key"]))
    @given(data=st.data())
    @settings(max_examples=60, deadline=None)
    def test_a_demo_protocol_with_a_part_knocked_out_is_refused(self, each: Any, data: st.DataObject) -> None:
        content = copy.deepcopy(each.CONTENT)
        target = data.draw(
            st.sampled_from([content, *content["rules"], *content["facts"].values()]), label="where"
        )
        del target[data.draw(st.sampled_from(sorted(target.keys() - {"dated_by"})), label="what")]

        with pytest.raises(MalformedProtocol):
            parse(content)
