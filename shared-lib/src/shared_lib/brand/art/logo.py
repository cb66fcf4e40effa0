"""The clinic's mark with its name, for letterheads and shared links."""

import html
from random import Random

from shared_lib.brand.art.lettering import width, words
from shared_lib.brand.art.palette import GREEN, INK, PAPER
from shared_lib.brand.art.scene import HEIGHT, WIDTH, contour
from shared_lib.brand.art.shape import Mark, line, moved, picture, rect

LEAF = (
    "M16 29.5V9.5M16 25.5C9.6 24.2 5 19.400 5 13.300 5 7.400 9 3 13.600 3c1.200 0 1.900.5 2.400 1.200"
    ".5-.7 1.200-1.200 2.400-1.200C23 3 27 7.400 27 13.300c0 6.100-4.600 10.900-11 12.200z"
    "m-5.800-16.100 5.800 4.600 5.800-4.600M8.400 14.100l7.600 5.600 7.600-5.600"
)
SIZE = 92


def _line(name: str, ink: str, leaf: str) -> Mark:
    return moved(line(LEAF, leaf, 1.9), 0, 2, 3.6) + words(
        name, 136, 92, SIZE, ink, anchor="start", tracking=-6
    )


def logo(name: str) -> str:
    """Return mark and name on nothing, as SVG text."""
    return picture(round(150 + width(name, SIZE)), 128, _line(name, INK, GREEN), html.escape(name))


def share(name: str) -> str:
    """Return what a shared link shows where a page has no picture: the name before the valley's contours."""
    middle = (1200 - (150 + width(name, SIZE)) * 1.1) / 2
    back = moved(contour(Random("share"), with_leaf=False), 0, 330, 1200 / WIDTH)  # noqa: S311 - a picture
    marks = rect(0, 0, 1200, HEIGHT, GREEN) + back
    return picture(
        1200, 630, marks + moved(_line(name, PAPER, "#e2b45c"), middle, 172, 1.1), html.escape(name)
    )
