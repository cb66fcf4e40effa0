"""The engine asks what applies, takes what can be read, and refuses what it could not honour."""

import copy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rx_portal.intake.demo import ALL, items, metformin, semaglutide
from rx_portal.intake.questionnaire import (
    About,
    MalformedQuestionnaire,
    NotUnderstood,
    Photo,
    Quantity,
    Questionnaire,
    Value,
    Walk,
    decode,
    encode,
    from_form,
    from_json,
    measure,
    read,
    speak,
    to_form,
    to_json,
    walk,
)

SEMAGLUTIDE = read(semaglutide.content())
METFORMIN = read(metformin.content())
ABOUT = About(born=date(1980, 3, 1), today=date(2026, 12, 2))


def walked(asked: Questionnaire = SEMAGLUTIDE, **answers: Any) -> Walk:
    given = {key.replace("_", "-"): value for key, value in answers.items()}
    taken = {key: from_json(asked.by_id[key], value) for key, value in given.items()}
    return walk(asked, {key: value for key, value in taken.items() if value is not None}, ABOUT)


def pages(taken: Walk) -> set[str]:
    return {page.link_id for page in taken.pages}


class TestBranching:
    def test_a_question_appears_with_the_answer_it_waits_for(self) -> None:
        assert "retinopathy" not in pages(walked(conditions=["hypertension"]))
        assert "retinopathy" in pages(walked(conditions=["apnea", "type2"]))

    def test_what_hangs_on_a_hidden_question_is_hidden_too(self) -> None:
        hidden = walked(METFORMIN, diagnosis=["normal"], a1c_known=True, a1c="6.0")

        assert not {"a1c-known", "a1c", "a1c-date"} & pages(hidden)
        assert "a1c" not in hidden.values

    def test_nobody_male_is_asked_about_pregnancy(self) -> None:
        assert "expecting" not in pages(walked(sex=["male"]))
        assert "expecting" in pages(walked(sex=["intersex"]))

    @given(st.data())
    def test_hidden_answers_never_change_which_questions_apply(self, data: st.DataObject) -> None:
        asked = data.draw(st.sampled_from([SEMAGLUTIDE, METFORMIN]))
        given = {
            page.link_id: data.draw(_any_answer(page)) for page in asked.questions if not page.calculation
        }
        taken = walk(asked, given, ABOUT)

        kept = {key: value for key, value in given.items() if key in taken.values}

        assert walk(asked, kept, ABOUT) == taken


class TestComputing:
    @pytest.mark.parametrize(
        ("height", "weight", "expected"),
        [
            ({"number": "180", "unit": "cm"}, {"number": "96", "unit": "kg"}, "29.6"),
            ({"number": "70", "unit": "[in_i]"}, {"number": "209", "unit": "[lb_av]"}, "30.0"),
            ({"number": "200", "unit": "cm"}, {"number": "119.8", "unit": "kg"}, "30.0"),
        ],
    )
    def test_bmi_from_either_system(self, height: Any, weight: Any, expected: str) -> None:
        assert walked(height=height, weight=weight).values["bmi"] == Decimal(expected)

    def test_no_bmi_without_both(self) -> None:
        assert "bmi" not in walked(height={"number": "180", "unit": "cm"}).values

    @pytest.mark.parametrize(
        ("born", "today", "years"),
        [
            (date(2000, 2, 29), date(2026, 2, 28), 25),
            (date(2000, 2, 29), date(2026, 3, 1), 26),
            (date(1980, 12, 2), date(2026, 12, 1), 45),
            (date(1980, 12, 2), date(2026, 12, 2), 46),
        ],
    )
    def test_age_in_completed_years(self, born: date, today: date, years: int) -> None:
        assert measure.age(born, today) == years


class TestAnswers:
    @pytest.mark.parametrize(
        ("link_id", "form"),
        [
            ("height", {"feet": ["5"], "inches": ["six"]}),
            ("height", {"feet": ["5"], "cm": ["170"]}),
            ("height", {"feet": ["55"]}),
            ("height", {"feet": ["5"], "inches": ["12"]}),
            ("height", {"cm": ["1.70"]}),
            ("weight", {"lb": ["9999"]}),
            ("systolic", {"answer": ["120.5"]}),
            ("systolic", {"answer": ["-120"]}),
            ("systolic", {"answer": ["1e2"]}),
            ("systolic", {"answer": ["20"]}),
            ("bp-date", {"answer-year": ["2026"], "answer-month": ["2"], "answer-day": ["30"]}),
            ("bp-date", {"answer-year": ["26"], "answer-month": ["2"], "answer-day": ["3"]}),
            ("bp-date", {"answer-year": ["2026"]}),
            ("sex", {"answer": ["female", "male"]}),
            ("sex", {"answer": ["dragon"]}),
            ("history", {"answer": ["none", "kidney"]}),
            ("allergy", {"answer": ["maybe"]}),
            ("anything-else", {"answer": ["x" * 1001]}),
            ("anything-else", {"answer": ["a\0b"]}),
        ],
    )
    def test_what_cannot_be_read_is_refused_with_a_sentence(self, link_id: str, form: Any) -> None:
        with pytest.raises(NotUnderstood) as refused:
            from_form(SEMAGLUTIDE.by_id[link_id], form)

        assert refused.value.message.endswith(".")

    @pytest.mark.parametrize(
        "given", ["NaN", "sNaN", "Infinity", "1e400", {"number": "NaN", "unit": "cm"}, 5, [], {}]
    )
    @pytest.mark.parametrize("link_id", ["height", "systolic", "bp-date", "sex", "allergy"])
    def test_a_program_cannot_slip_in_what_a_form_could_not(self, link_id: str, given: Any) -> None:
        question = SEMAGLUTIDE.by_id[link_id]

        try:
            value = from_json(question, given)
        except NotUnderstood:
            return
        assert value is None

    @pytest.mark.parametrize("link_id", [page.link_id for page in SEMAGLUTIDE.questions])
    def test_an_empty_page_is_no_answer(self, link_id: str) -> None:
        assert from_form(SEMAGLUTIDE.by_id[link_id], {"version": ["0"]}) is None

    @given(st.data())
    def test_an_answer_survives_sealing_and_its_own_page(self, data: st.DataObject) -> None:
        question = data.draw(
            st.sampled_from([page for page in SEMAGLUTIDE.questions if not page.calculation])
        )
        value = data.draw(_any_answer(question))

        assert decode(question, encode(value)) == value
        if isinstance(value, Photo):
            return  # it is sent as a picture, by neither of the two
        assert from_json(question, to_json(value)) == value
        assert from_form(question, to_form(value)) == value

    def test_are_said_as_people_say_them(self) -> None:
        by_id = SEMAGLUTIDE.by_id

        assert speak(by_id["height"], Quantity(Decimal("66.5"), "[in_i]")) == "5 ft 6.5 in"
        assert speak(by_id["systolic"], Decimal(120)) == "120 mmHg"
        assert speak(by_id["bp-date"], date(2026, 3, 7)) == "March 7, 2026"
        assert speak(by_id["history"], ("kidney", "eating")) == "Kidney disease, An eating disorder"


class TestReading:
    @pytest.mark.parametrize("each", ALL, ids=lambda each: str(each.KEY))
    def test_each_demo_questionnaire_asks_enough(self, each: Any) -> None:
        found = read(each.content())

        assert len([page for page in found.questions if not page.calculation]) >= 12
        assert "age" in {page.calculation for page in found.questions}

    @pytest.mark.parametrize(
        "broken",
        [
            {"status": "draft"}, {"url": None}, {"item": []}, {"resourceType": "Patient"},
            {"item": [items.yes_no("a", "A?", "A"), items.yes_no("a", "A?", "A")]},
            {"item": [items.yes_no("a", "A?", "A", when=[items.yes("b")]), items.yes_no("b", "B?", "B")]},
            {"item": [items.computed("bmi", "BMI", "bmi", "kg/m2")]},
            {"item": [items.yes_no("a", "A?", "A") | {"type": "url"}]},
            {"item": [items.yes_no("a", "A?", "A") | {"initial": [{"valueBoolean": True}]}]},
            {"item": [items.choose("a", "A?", "A", [])]},
            {"item": [items.choose("a", "A?", "A", [("x", "X"), ("x", "Y")])]},
            {"item": [items.choose("a", "A?", "A", [("x", "X")]),
                      items.yes_no("b", "B?", "B", when=[items.is_("a", "z")])]},
            {"item": [items.yes_no("a", "A?", "A") | {"extension": [{"url": "http://x", "valueCode": "x"}]}]},
        ],
    )  # fmt: skip
    def test_refuses_what_it_could_not_honour(self, broken: dict[str, Any]) -> None:
        content = {**copy.deepcopy(semaglutide.content()), **broken}

        with pytest.raises(MalformedQuestionnaire):
            read({key: value for key, value in content.items() if value is not None})


def _any_answer(question: Any) -> st.SearchStrategy[Value]:  # noqa: PLR0911 - one for each kind
    codes = [option.code for option in question.options if not option.exclusive]
    if question.units:
        unit = st.sampled_from(question.units)
        low, high = int(question.least / 2) + 1, int(question.most / 3)
        return st.builds(Quantity, st.integers(low, high).map(Decimal), unit).filter(
            lambda found: question.least <= found.canonical <= question.most
        )
    match question.kind.value:
        case "boolean":
            return st.booleans()
        case "choice":
            some = st.lists(
                st.sampled_from(codes), min_size=1, max_size=3 if question.repeats else 1, unique=True
            )
            return some.map(lambda found: tuple(code for code in codes if code in found))
        case "date":
            return st.dates(date(1900, 1, 1), date(2100, 1, 1))
        case "text":
            return (
                st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200)
                .map(str.strip)
                .filter(bool)
            )
        case "attachment":
            return st.uuids().map(Photo)
    return st.integers(int(question.least), int(question.most)).map(Decimal)
