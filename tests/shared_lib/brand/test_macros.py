"""Macros serve assistive technology, escape what people typed, and keep pages free of inline code."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from shared_lib.brand.environment import STATIC, TEMPLATES

Render = Callable[..., str]
PAGES = sorted(
    path for path in TEMPLATES.glob("brand/*.html") if path.name not in {"mail.html", "letter.html"}
)


class TestField:
    def test_ties_hint_and_error_to_the_input(self, render: Render) -> None:
        html = render('ui.field("email", "E-mail", hint="We send the receipt.", error="Enter an address")')

        assert 'for="email"' in html
        assert 'aria-describedby="email-hint email-error"' in html
        assert 'aria-invalid="true"' in html

    def test_escapes_what_a_person_typed(self, render: Render) -> None:
        html = render('ui.field("name", "Name", value=typed)', typed='"><script>')

        assert "<script>" not in html

    def test_keeps_a_zero(self, render: Render) -> None:
        assert 'value="0"' in render('ui.field("count", "Count", value=0)')


class TestRadios:
    def test_marks_the_chosen_one_only(self, render: Render) -> None:
        html = render('ui.radios("smokes", "Do you smoke?", [("yes", "Yes"), ("no", "No")], "no")')

        assert html.count("checked") == 1
        assert 'value="no" checked' in html

    def test_marks_none_without_a_value(self, render: Render) -> None:
        assert "checked" not in render('ui.radios("n", "?", [("None", "None"), ("a", "A")], none)')

    def test_may_be_the_heading_of_its_page(self, render: Render) -> None:
        assert "<h1" in render('ui.radios("smokes", "Do you smoke?", [("yes", "Yes")], large=true)')


def test_error_summary_links_to_each_field(render: Render) -> None:
    html = render('ui.error_summary({"height": "Enter your height"})')

    assert '<a href="#height">Enter your height</a>' in html


def test_error_summary_is_nothing_without_errors(render: Render) -> None:
    assert render("ui.error_summary({})").strip() == ""


def test_status_is_never_colour_alone(render: Render) -> None:
    assert "#check" in render('ui.badge("Paid", "success")')
    assert "Now: " in render('ui.timeline([{"title": "Payment", "state": "current"}])')


def test_pager_is_nothing_for_one_page(render: Render) -> None:
    assert render("ui.pager(1, 1)").strip() == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
class TestEveryTemplate:
    def test_has_no_inline_code_or_style(self, page: Path) -> None:
        text = page.read_text(encoding="utf-8")

        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", text)

    def test_explains_each_macro(self, page: Path) -> None:
        for before, name in re.findall(r"(.*)\n\{% macro (?!_|self_)(\w+)", page.read_text(encoding="utf-8")):
            assert before.endswith("-#}"), f"{name} has no line that says what it is"


class TestClasses:
    def test_every_class_of_a_template_is_styled(self, guide: Path) -> None:
        css = (STATIC / "brand/brand.css").read_text(encoding="utf-8")
        known = {name.replace("\\", "") for name in re.findall(r"\.((?:[\w-]|\\.)+)", css)}
        used: set[str] = set()
        for page in guide.glob("*.html"):
            for names in re.findall(r'class="([^"]*)"', page.read_text(encoding="utf-8")):
                used |= set(names.split())

        assert used - known <= {"step-ahead", "timeline-stopped", "badge-neutral"}
