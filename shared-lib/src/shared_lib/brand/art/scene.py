"""Landscapes for the home page, articles and landing pages: valley lines, alder leaves, a low sun."""

# ruff: noqa: E501 - coordinates read best in one row

import html
from collections.abc import Callable, Mapping
from random import Random

from shared_lib.brand.art.botany import leaf, sprig
from shared_lib.brand.art.shape import Mark, disc, line, number, path, picture, rect

WIDTH, HEIGHT = 1600, 1200
SKY, SUN = "#f3ead6", "#e2b45c"
HILLS = ("#d5dcc6", "#b9c8ae", "#8fa88f", "#5d8069", "#2f5f49", "#1d4a38")


def _ridge(base: float, height: float, chance: Random) -> str:
    """Return the outline of one range of hills that fills everything below it."""
    steps = 5
    d = f"M0 {number(base + chance.uniform(-height, height) / 2)}"
    across = WIDTH / steps
    for step in range(steps):
        lift = chance.uniform(-height, height)
        x = across * (step + 1)
        d += f"S{number(x - across * 0.5)} {number(base + lift)} {number(x)} {number(base - lift * 0.25)}"
    return f"{d}V{HEIGHT}H0Z"


def valley(chance: Random) -> Mark:
    """Draw a valley whose sides come closer, range behind range, under a low sun, with an alder twig above."""
    marks = rect(0, 0, WIDTH, HEIGHT, SKY) + disc(860, 415, 128, SUN)
    marks += path(_ridge(520, 46, chance), HILLS[0])
    for row, colour in enumerate(HILLS[1:]):
        rise = 560 + row * 96 + chance.uniform(-14, 14)
        reach = 1120 - row * 60 + chance.uniform(-60, 60)
        side = (
            f"M0 {number(rise - 190)}C{number(reach * 0.3)} {number(rise - 210)} {number(reach * 0.5)} {number(rise + 30)} "
            f"{number(reach)} {number(rise + 150)}S{number(reach + 420)} {number(rise + 190)} 1600 {number(rise + 210)}V{HEIGHT}H0Z"
        )
        marks += (
            path(side, colour)
            if row % 2 == 0
            else f'<g transform="translate({WIDTH} 0) scale(-1 1)">{path(side, colour)}</g>'
        )
    return marks + sprig(-60, 300, 1.9, 104, "#2f5f49", "#1d4a38", "#12352a")


def alder(chance: Random) -> Mark:
    """Draw alder twigs crossing a warm page."""
    marks = rect(0, 0, WIDTH, HEIGHT, "#e4e8d9") + path(_ridge(980, 50, chance), "#d2dac4")
    marks += sprig(420, 1260, 3.3, 8, "#5d8069", "#2f5f49", "#1d4a38")
    marks += sprig(1130, 1280, 2.7, -14, "#8fa88f", "#6f8f78", "#4d7059")
    return marks + sprig(1500, 1300, 2.1, -4, "#b9c8ae", "#a4b89b", "#7f987c")


def contour(chance: Random, *, with_leaf: bool = True) -> Mark:
    """Draw the valley as a map's contour lines, with one leaf where you are."""
    marks = rect(0, 0, WIDTH, HEIGHT, "#1d4a38")
    for row in range(17):
        base = 60 + row * 76
        sway = [chance.uniform(-26, 26) for _ in range(4)]
        d = f"M-20 {base + sway[0]:.0f}C400 {base + 130 + sway[1]:.0f} 640 {base - 120 + sway[2]:.0f} 900 {base + 10:.0f}S1400 {base + 90 + sway[3]:.0f} 1620 {base - 40:.0f}"
        marks += line(d, "#3d6e59", 3)
    return marks + (leaf(980, 720, 2.2, 14, "#e2b45c", "#a9761d") if with_leaf else "")


def table(chance: Random) -> Mark:
    """Draw a still life: a window over hills, a vessel with a twig, two stones."""
    marks = (
        rect(0, 0, WIDTH, HEIGHT, "#efe3cd") + rect(820, 130, 560, 640, "#f8efdc") + disc(1230, 330, 84, SUN)
    )
    hills = "".join(
        path(f"M820 {y}C960 {y - h} 1080 {y + h} 1200 {y}S1330 {y - h} 1380 {y - h / 2:.0f}V770H820Z", c)
        for y, h, c in ((560, 60, "#b9c8ae"), (630, 46, "#8fa88f"), (700, 34, "#5d8069"))
    )
    frame = line("M820 130H1380V770H820ZM1100 130V770", "#c8b58f", 16)
    board = rect(0, 880, WIDTH, 320, "#d8c39c") + rect(0, 880, WIDTH, 14, "#c7b087")
    twig = sprig(520, 700, 1.75, -8 + chance.uniform(-2, 2), "#5d8069", "#2f5f49", "#1d4a38")
    vase = path(
        "M420 1010C380 900 440 790 470 720C478 690 470 670 466 650H580C576 670 570 690 578 720C606 790 666 900 626 1010Q616 1034 590 1034H456Q430 1034 420 1010Z",
        "#a8603f",
    )
    vase += path(
        "M560 650H580C576 670 570 690 578 720C606 790 666 900 626 1010Q616 1034 590 1034H548C610 930 560 760 548 720C540 690 556 670 560 650Z",
        "#8b4c30",
    )
    stones = (
        disc(910, 1012, 120, "#b9a57d", 34)
        + path(
            "M800 1000C800 930 860 900 920 910C990 920 1020 960 1010 1005C1000 1036 810 1036 800 1000Z",
            "#6b7a6c",
        )
        + path(
            "M1040 1016C1046 976 1080 964 1116 972C1150 980 1160 1004 1150 1020C1138 1036 1046 1036 1040 1016Z",
            "#ece4d2",
        )
    )
    shadow = path("M470 1030L760 930H860L600 1034Z", "#c1aa7f")
    return marks + hills + frame + board + shadow + twig + vase + stones


SCENES: Mapping[str, Callable[[Random], Mark]] = {
    "valley": valley,
    "alder": alder,
    "contour": contour,
    "table": table,
}


def scene(kind: str, seed: str, *, title: str = "") -> str:
    """Return a 4:3 landscape as SVG text; the same arguments always give the same text."""
    chance = Random(f"{kind}|{seed}")  # noqa: S311 - a picture, not a secret
    return picture(WIDTH, HEIGHT, SCENES[kind](chance), html.escape(title or kind))
