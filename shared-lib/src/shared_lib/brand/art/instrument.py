"""What is worn, looked into or stood upon: masks, lamps, scales, finger clips; and a member's card."""

# ruff: noqa: E501 - coordinates read best in one row

from random import Random

from shared_lib.brand.art.lettering import fitted, words
from shared_lib.brand.art.palette import AMBER, GREEN, INK, PAPER, PAPER_SHADE, Tone
from shared_lib.brand.art.shape import Mark, disc, faded, inside, line, moved, path, rect, rounded, turned
from shared_lib.brand.art.stage import BASE, cast, mark


def card(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a member's card leaning on its envelope, on a stand of wood."""
    envelope = rect(-250, -330, 560, 400, PAPER_SHADE, 10) + path("M-250 -330H310L30 -130Z", PAPER)
    envelope += line("M-250 -326L30 -130L310 -326", tone.shadow, 4)
    face = rect(-290, -190, 580, 366, tone.body, 30)
    face += inside(
        rounded(-290, -190, 580, 366, 30, 30),
        path("M-290 176V60C-120 -40 60 130 290 -20V176Z", tone.shade),
        "card",
    )
    lines, size = fitted(name, 420, 76, 2)
    for row, text in enumerate(lines):
        face += words(text, -242, 12 + row * size * 1.05, size, PAPER, anchor="start")
    face += mark(222, -108, 92, PAPER) + words("Alder & Vale", -242, -118, 34, PAPER, anchor="start")
    face += words(detail, -242, 142, 28, PAPER, face="sans", anchor="start", tracking=14)
    stand = rect(330, BASE - 62, 560, 62, "#b08a5a", 10) + rect(330, BASE - 22, 560, 22, "#8f6d43", 10)
    shadow = rect(-278, -176, 580, 366, tone.shadow, 30)
    return (
        cast(330, 890, tone, 170)
        + moved(turned(envelope, 5, 0, 0), 640, 690)
        + moved(turned(shadow, -6, 0, 0), 600, 764)
        + moved(turned(face, -6, 0, 0), 588, 748)
        + stand
    )


def mask(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a sleep mask on its pouch, seen from above."""
    bag = rect(322, 196, 580, 780, tone.shadow, 26) + rect(300, 170, 580, 780, PAPER, 26)
    bag += rect(300, 170, 580, 74, PAPER_SHADE, 26) + line("M330 244H850", tone.shadow, 4)
    bag += mark(590, 300, 76, GREEN)
    lines, size = fitted(name, 440, 80, 1)
    for row, text in enumerate(lines):
        bag += words(text, 590, 424 + row * size * 1.05, size, INK)
    bag += words(detail, 590, 928, 27, INK, face="sans", tracking=8)
    outline = "M-400 -86C-300 -168 -120 -172 0 -118C120 -172 300 -168 400 -86C446 20 380 156 236 164C130 168 76 96 0 70C-76 96 -130 168 -236 164C-380 156 -446 20 -400 -86Z"
    strap = line("M-392 -40C-450 -170 -250 -226 0 -226S450 -170 392 -40", tone.shade, 40)
    strap += line("M-392 -40C-450 -170 -250 -226 0 -226S450 -170 392 -40", tone.body, 14)
    front = path(outline, tone.body) + inside(
        outline,
        path("M-460 60C-300 150 -150 170 0 90S330 170 460 40V220H-460Z", tone.shade)
        + path("M-370 -74C-280 -138 -150 -140 -60 -110C-160 -120 -270 -110 -352 -40Z", tone.light),
        "mask",
    )
    front += faded(disc(-214, 6, 92, PAPER, 60) + disc(214, 6, 92, PAPER, 60), 0.08)
    shade = moved(path(outline, tone.shadow), 22, 26)
    return bag + moved(turned(strap + shade + front, -6, 0, 0), 606, 720, 0.94)


def lamp(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a flat lamp for the morning, lit, on its foot."""
    foot = path(f"M470 {BASE - 34}H730L770 {BASE}H430Z", tone.shade) + rect(572, 800, 56, 176, tone.shade)
    glow = faded(disc(600, 530, 470, "#fffaf0", 430), 0.4) + faded(disc(600, 530, 390, "#fffaf0", 360), 0.5)
    frame = rect(356, 226, 488, 620, tone.body, 64) + rect(788, 260, 56, 552, tone.shade, 30)
    light = rect(392, 262, 400, 548, "#fffdf4", 44) + path(
        "M392 680C500 620 640 700 792 610V766Q792 810 748 810H436Q392 810 392 766Z", "#fbf1d6"
    )
    lines, size = fitted(name, 320, 70, 2)
    for row, text in enumerate(lines):
        light += words(text, 592, 520 + row * size * 1.05, size, INK)
    light += mark(592, 392, 88, GREEN) + words(detail, 592, 762, 27, INK, face="sans", tracking=8)
    return glow + cast(440, 770, tone, 200) + foot + frame + light + disc(818, 800, 8, AMBER)


def scale(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a bathroom scale leaning against the wall."""
    plate = rect(292, 300, 600, BASE - 300, tone.shade, 76) + rect(270, 290, 600, BASE - 296, tone.body, 76)
    plate += inside(
        rounded(270, 290, 600, BASE - 296, 76, 76),
        path("M270 760C420 640 620 820 870 660V1010H270Z", tone.shade) + rect(270, 290, 18, 720, tone.light),
        "plate",
    )
    screen = rect(428, 340, 284, 132, INK, 30) + words("71.4", 552, 438, 92, PAPER, face="sans")
    screen += words("kg", 654, 438, 34, PAPER, face="sans")
    pads = "".join(
        disc(x, y, 62, tone.light) + disc(x, y, 50, tone.shade)
        for x, y in ((384, 580), (756, 580), (384, 892), (756, 892))
    )
    ink = INK if tone.body in {"#f7f2e6", "#d9c6a0"} else PAPER
    lines, size = fitted(name, 240, 58, 2)
    middle = "".join(words(text, 570, 716 + row * size * 1.05, size, ink) for row, text in enumerate(lines))
    middle += mark(570, 610, 84, ink) + words(detail, 570, 846, 26, ink, face="sans", tracking=8)
    return cast(292, 880, tone, 150) + plate + screen + pads + middle


def clip(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a finger clip on its carton."""
    carton = rect(330, 620, 540, BASE - 620, tone.body) + rect(790, 620, 80, BASE - 620, tone.shade)
    carton += path("M330 620L392 576H918L870 620Z", tone.light) + path(
        f"M870 620L918 576V{BASE - 48}L870 {BASE}Z", tone.shade
    )
    carton += rect(360, 668, 400, 268, PAPER) + mark(560, 722, 60, GREEN)
    lines, size = fitted(name, 340, 62, 2)
    for row, text in enumerate(lines):
        carton += words(text, 560, 812 + row * size * 1.05, size, INK)
    carton += words(detail, 560, 916, 25, INK, face="sans", tracking=8)
    upper = rect(-190, -150, 400, 150, PAPER, 68) + rect(-190, -60, 400, 60, PAPER_SHADE, 30)
    upper += rect(-120, -122, 230, 86, INK, 20)
    upper += words("98", -76, -56, 66, "#e8d9ba", face="sans") + words(
        "61", 50, -56, 66, "#c9dcd0", face="sans"
    )
    lower = rect(-190, 12, 400, 104, tone.lid_shade, 50) + rect(-150, 0, 300, 26, "#8a3b30", 12)
    return (
        cast(340, 900, tone, 190)
        + carton
        + moved(turned(faded(rect(-180, -20, 410, 150, tone.shade, 60), 0.6), -9, 0, 0), 630, 486)
        + moved(turned(lower + upper, -9, 0, 0), 616, 456)
    )
