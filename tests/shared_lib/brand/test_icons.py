"""Every icon that a template names is in the sprite, and every part of it has its licence beside it."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shared_lib.brand.environment import STATIC, TEMPLATES

SVG = "{http://www.w3.org/2000/svg}"
SPRITE = {
    symbol.get("id")
    for symbol in ElementTree.parse(STATIC / "brand/icons.svg").getroot().iter(f"{SVG}symbol")
}
NAMED = re.compile(
    r"""icon\(\s*["']([\w-]+)["']|icon=["']([\w-]+)["']|"icon":\s*["']([\w-]+)["']|after=["']([\w-]+)["']"""
)


@pytest.mark.parametrize("page", sorted(TEMPLATES.glob("brand/*.html")), ids=lambda page: page.name)
def test_has_every_icon_a_template_names(page: Path) -> None:
    named = {name for found in NAMED.findall(page.read_text(encoding="utf-8")) for name in found if name}

    assert named <= SPRITE


def test_has_every_icon_a_macro_chooses() -> None:
    chosen: set[str] = set()
    for page in TEMPLATES.glob("brand/*.html"):
        for table in re.findall(r"set pictures? = .*?\{(.*?)\}", page.read_text(encoding="utf-8")):
            chosen |= set(re.findall(r':\s*"([\w-]+)"', table))

    assert {"check", "clock", "ban", "alert"} <= chosen <= SPRITE


@pytest.mark.parametrize(
    "licence",
    [
        "icons.LICENSE.txt",
        "fonts/newsreader.LICENSE.txt",
        "fonts/source-sans-3.LICENSE.txt",
        "vendor/htmx.LICENSE.txt",
        "vendor/alpine-csp.LICENSE.txt",
    ],
)
def test_licence_ships(licence: str) -> None:
    assert (STATIC / "brand" / licence).stat().st_size > 500


def test_htmx_is_of_the_second_line() -> None:
    assert re.search(
        r'version:"2\.\d+\.\d+"', (STATIC / "brand/vendor/htmx.min.js").read_text(encoding="utf-8")
    )
