"""The form of a protocol: what is shown is what was written, and what is sent back says the same."""

from typing import Any

import pytest

from rx_portal.risk import editor
from rx_portal.risk.demo import ALL, semaglutide
from rx_portal.risk.editor.form import FormAltered
from rx_portal.risk.evaluator import MalformedProtocol, parse

CONTENT: dict[str, Any] = semaglutide.CONTENT


def fields(form: editor.Form) -> list[tuple[str, str]]:
    """What a browser sends of a form."""
    return [("title", form["title"]), *_below("facts", form["facts"]), *_below("rules", form["rules"])]


def _below(name: str, value: Any) -> list[tuple[str, str]]:
    match value:
        case dict():
            return [pair for key, each in value.items() for pair in _below(f"{name}.{key}", each)]
        case list() if name.endswith(".chosen"):
            return [(name, each) for each in value]
        case list():
            return [pair for number, each in enumerate(value) for pair in _below(f"{name}.{number}", each)]
    return [(name, value)]


def sent(form: editor.Form) -> dict[str, Any]:
    return editor.content_of(editor.read_form(fields(form)), CONTENT["key"], CONTENT["facts"])


@pytest.mark.parametrize("module", ALL, ids=lambda module: module.CONTENT["key"])
def test_a_form_that_is_sent_back_untouched_says_the_same(module: Any) -> None:
    form = editor.read_form(fields(editor.form_of(module.CONTENT)))

    assert editor.content_of(form, module.CONTENT["key"], module.CONTENT["facts"]) == module.CONTENT


class TestContent:
    def test_a_threshold_is_kept_as_it_was_typed(self) -> None:
        form = editor.form_of(CONTENT)
        place = next(
            line for rule in form["rules"] for line in rule["when"]["lines"] if line.get("fact") == "bmi"
        )
        place["threshold"] = " 29.50 "

        assert '"29.50"' in str(sent(form)).replace("'", '"')

    def test_a_fact_that_no_rule_reads_any_more_is_left_out(self) -> None:
        form = editor.form_of(CONTENT)
        form["rules"] = [each for each in form["rules"] if "systolic" not in str(each["when"])]

        assert "systolic" not in sent(form)["facts"]

    def test_how_long_an_answer_counts_can_be_changed(self) -> None:
        form = editor.form_of(CONTENT)
        form["facts"]["age"]["age_limit_days"] = "7"

        assert sent(form)["facts"]["age"]["age_limit_days"] == 7

    @pytest.mark.parametrize(
        ("part", "typed"),
        [("threshold", "twenty-seven"), ("threshold", ""), ("is", "around"), ("fact", "mood")],
    )
    def test_what_cannot_be_applied_is_refused_by_the_rule_it_stands_in(self, part: str, typed: str) -> None:
        form = editor.form_of(CONTENT)
        rule = next(each for each in form["rules"] if "bmi" in str(each["when"]))
        rule["when"]["lines"][0] |= {part: typed}

        with pytest.raises(MalformedProtocol, match=rule["code"]):
            parse(sent(form))


class TestRows:
    def test_a_new_rule_is_empty_and_not_yet_a_protocol(self) -> None:
        form = editor.act_on(editor.form_of(CONTENT), "add")

        assert form["rules"][-1]["code"] == ""
        with pytest.raises(MalformedProtocol):
            parse(sent(form))

    def test_a_rule_is_removed_and_no_other(self) -> None:
        before = [rule["code"] for rule in CONTENT["rules"]]

        form = editor.act_on(editor.form_of(CONTENT), "rules.1.remove")

        assert [rule["code"] for rule in form["rules"]] == [before[0], *before[2:]]

    def test_a_line_is_added_and_removed_inside_a_group(self) -> None:
        form = editor.form_of(CONTENT)
        number, rule = next(
            (number, rule)
            for number, rule in enumerate(form["rules"])
            if any("lines" in line for line in rule["when"]["lines"])
        )
        inner = next(n for n, line in enumerate(rule["when"]["lines"]) if "lines" in line)
        way = f"rules.{number}.when.lines.{inner}"
        before = len(rule["when"]["lines"][inner]["lines"])

        editor.act_on(form, f"{way}.add")
        assert len(rule["when"]["lines"][inner]["lines"]) == before + 1
        editor.act_on(form, f"{way}.lines.0.remove")
        assert len(rule["when"]["lines"][inner]["lines"]) == before

    @pytest.mark.parametrize(
        "act", ["rules.99.remove", "rules.x.remove", "nothing", "title.add", "..", "rules.0"]
    )
    def test_a_button_that_this_form_does_not_have_is_refused(self, act: str) -> None:
        form = editor.form_of(CONTENT)

        with pytest.raises(FormAltered):
            editor.act_on(form, act)

    @pytest.mark.parametrize(
        "fields",
        [
            [("rules.0", "x")],
            [("rules.x.when.lines.0.fact", "age")],
            [("rules", "x"), ("rules.0.code", "y")],
            [("rules.0.code", "y")],
        ],
    )
    def test_fields_that_it_does_not_have_are_refused(self, fields: list[tuple[str, str]]) -> None:
        with pytest.raises(FormAltered):
            editor.read_form(fields)


class TestDifferences:
    def test_there_are_none_between_a_version_and_itself(self) -> None:
        assert not editor.differences(parse(CONTENT), parse(CONTENT))

    def test_each_change_is_told_in_words_once(self) -> None:
        form = editor.form_of(CONTENT)
        gone = form["rules"].pop(3)["code"]
        form["rules"][0]["statement"] = "Another sentence"
        form["facts"]["age"]["age_limit_days"] = "7"

        found = editor.differences(parse(CONTENT), parse(sent(form)))

        told = {(each.about, each.part, each.kind) for each in found}
        assert told == {
            (form["rules"][0]["code"], "what the patient is told", "changed"),
            (gone, "rule", "removed"),
            (CONTENT["facts"]["age"]["label"], "how it is read", "changed"),
        }

    def test_against_nothing_all_of_it_is_new(self) -> None:
        found = editor.differences(None, parse(CONTENT))

        assert {each.kind for each in found} == {"added"}
        assert len(found) == len(CONTENT["rules"])
