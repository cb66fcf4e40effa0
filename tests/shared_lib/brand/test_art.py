"""Pictures are the same each time, whole in themselves, flat, and small."""

from xml.etree import ElementTree

import pytest

from shared_lib.brand.art import KINDS, SCENES, draw, scene
from shared_lib.brand.art.lettering import fitted, width
from shared_lib.brand.art.palette import TONES
from shared_lib.brand.catalogue import PICTURES, Picture
from shared_lib.brand.environment import STATIC

LARGEST_RASTER = 60_000


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tone", TONES)
def test_every_kind_can_be_drawn_in_every_tone(kind: str, tone: str) -> None:
    svg = draw(kind, "A name of four words", tone, "seed", detail="30 capsules", prop="capsules")

    assert svg == draw(kind, "A name of four words", tone, "seed", detail="30 capsules", prop="capsules")
    assert ElementTree.fromstring(svg).get("viewBox") == "0 0 1200 1200"


def test_another_seed_is_another_picture() -> None:
    assert draw("bottle", "Zinc", "amber", "one") != draw("bottle", "Zinc", "amber", "two")


def test_a_name_cannot_become_markup() -> None:
    assert "<script" not in draw("jar", "<script>alert(1)</script>", "clay", "seed")


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.slug)
class TestShipped:
    def test_is_what_the_code_draws(self, picture: Picture) -> None:
        file = STATIC / "brand/products" / f"{picture.slug}.svg"

        assert file.read_text(encoding="utf-8") == picture.svg(), "run shared-lib/brand/draw.py"

    def test_needs_no_font_gradient_script_or_address(self, picture: Picture) -> None:
        svg = picture.svg().replace("http://www.w3.org/2000/svg", "")

        assert not any(
            word in svg for word in ("Gradient", "<text", "<script", "<style", "style=", "http", "href")
        )

    def test_has_a_small_raster(self, picture: Picture) -> None:
        file = STATIC / "brand/products" / f"{picture.slug}.webp"

        assert 0 < file.stat().st_size < LARGEST_RASTER


@pytest.mark.parametrize("kind", SCENES)
def test_scene_is_what_the_code_draws(kind: str) -> None:
    file = STATIC / "brand/scenes" / f"{kind}.svg"

    assert file.read_text(encoding="utf-8") == scene(kind, "home"), "run shared-lib/brand/draw.py"


class TestLettering:
    def test_kerns(self) -> None:
        assert width("Ta", 100) < width("T", 100) + width("a", 100)

    def test_breaks_a_long_name_and_fills_the_room(self) -> None:
        lines, size = fitted("Blood pressure monitor", room=300, largest=90)

        assert len(lines) > 1
        assert max(width(line, size) for line in lines) <= 300.5

    def test_keeps_a_short_name_on_one_line(self) -> None:
        assert fitted("NMN", room=300, largest=60) == (["NMN"], 60)
