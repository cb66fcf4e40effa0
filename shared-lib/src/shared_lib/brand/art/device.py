"""What lies or is worn: pens, blisters, sticks, rings, monitors, test kits."""

from random import Random

from shared_lib.brand.art.lettering import fitted, words
from shared_lib.brand.art.palette import AMBER, GREEN, INK, PAPER, PAPER_SHADE, Tone
from shared_lib.brand.art.shape import Mark, disc, inside, line, moved, path, rect, rounded, turned
from shared_lib.brand.art.stage import BASE, cast, label, mark


def pen(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw an injector pen on a carton's lid, seen from above."""
    card = rect(356, 236, 520, 700, tone.shadow, 16) + rect(340, 216, 520, 700, PAPER, 16)
    card += mark(600, 330, 84, GREEN)
    lines, size = fitted(name, 420, 84, 2)
    for row, text in enumerate(lines):
        card += words(text, 600, 450 + row * size * 1.08, size, INK)
    card += words(detail, 600, 850, 26, INK, face="sans", tracking=8)
    barrel = rect(-470, -52, 940, 104, tone.body, 52) + path(
        "M-418 52H418Q470 52 470 12H-470Q-470 52 -418 52Z", tone.shade
    )
    barrel += rect(-430, -34, 860, 10, tone.light, 5) + path("M130 -52H418A52 52 0 0 1 418 52H130Z", tone.lid)
    barrel += path("M130 12H470Q466 52 418 52H130Z", tone.lid_shade) + rect(
        400, -64, 26, 60, tone.lid_shade, 10
    )
    barrel += rect(-150, -26, 180, 46, PAPER_SHADE, 23) + rect(-140, -18, 112, 30, AMBER, 15)
    barrel += rect(-330, -52, 16, 104, PAPER) + rect(-478, -40, 60, 80, tone.lid, 18)
    shadow = rect(-462, -52, 940, 104, tone.shadow, 52)
    return card + moved(turned(shadow, -27, 0, 0), 640, 706) + moved(turned(barrel, -27, 0, 0), 612, 668)


def blister(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a carton and a blister strip before it."""
    carton = (
        rect(280, 260, 500, 560, tone.shadow, 10)
        + rect(260, 236, 500, 560, tone.body)
        + rect(660, 236, 100, 560, tone.shade)
    )
    carton += label(300, 280, 330, 430, name, detail)
    foil = (
        rect(18, 22, 660, 270, tone.shadow, 26)
        + rect(0, 0, 660, 270, "#d9d8d0", 26)
        + rect(0, 0, 660, 14, "#ecebe4", 7)
    )
    for column in range(6):
        for row in range(2):
            x, y = 72 + column * 103, 78 + row * 114
            foil += (
                disc(x, y + 5, 42, "#bfbeb4") + disc(x, y, 40, PAPER) + disc(x - 10, y - 12, 14, "#ffffff", 7)
            )
    return carton + moved(turned(foil, -7, 0, 0), 380, 760)


def sachets(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw three stick packs."""
    colours = ((tone.shade, tone.body, PAPER), (PAPER_SHADE, PAPER, INK), (tone.shade, tone.body, PAPER))
    marks = cast(330, 880, tone, 150)
    for place, (turn, (edge, fill, ink)) in enumerate(zip((-11, 0, 10), colours, strict=True)):
        stick = rect(-72, -690, 144, 690, fill, 8) + rect(36, -690, 36, 690, edge, 8)
        stick += rect(-72, -690, 144, 40, edge, 8) + rect(-72, -40, 144, 40, edge, 8)
        text = words(name, 0, 0, min(64, 500 / max(1, len(name)) * 1.9), ink)
        stick += moved(turned(text, -90, 0, 0), 6, -300) + mark(-18, -590, 66, ink if ink == PAPER else GREEN)
        stick += words(detail, -18, -66, 20, ink, face="sans", tracking=6) if place == 1 else ""
        marks += moved(turned(stick, turn, 0, 0), 400 + place * 204, BASE - (0 if place == 1 else 6))
    return marks


def ring(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a ring standing on a stone beside its name."""
    stone = path(f"M290 {BASE}V820Q290 790 320 790H880Q910 790 910 820V{BASE}Z", PAPER) + path(
        f"M800 790H880Q910 790 910 820V{BASE}H800Z", PAPER_SHADE
    )
    lines, size = fitted(name, 380, 74, 1)
    stone += words(lines[0], 545, 892, size, INK) + words(detail, 545, 950, 26, INK, face="sans", tracking=8)
    hoop = disc(648, 556, 226, tone.shade, 244) + disc(600, 556, 226, tone.body, 244)
    hoop += path("M440 420C480 352 540 322 600 322C590 340 500 360 456 450Z", tone.light)
    hole = disc(604, 562, 168, tone.shade, 186) + inside(
        "M604 376C697 376 772 459 772 562S697 748 604 748S436 665 436 562S511 376 604 376Z",
        disc(644, 568, 150, tone.wall, 172),
        "hole",
    )
    lamps = disc(466, 604, 9, AMBER) + disc(480, 640, 9, GREEN) + disc(464, 566, 9, AMBER)
    return cast(290, 910, tone) + stone + hoop + hole + lamps


def monitor(name: str, _detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a blood pressure monitor with its cuff."""
    cuff = rounded(620, 496, 360, 400, 60, 60)
    wrap = inside(
        cuff,
        rect(620, 496, 360, 400, tone.body)
        + rect(900, 496, 90, 400, tone.shade)
        + rect(700, 496, 26, 400, tone.light),
        "cuff",
    )
    wrap += rect(760, 556, 110, 280, tone.shade, 16) + mark(815, 668, 90, PAPER)
    hose = line("M610 920C720 990 800 990 800 896", tone.shade, 26)
    case = rounded(220, 560, 470, BASE - 560, 56, 70)
    face = (
        rect(220, 560, 470, 450, PAPER)
        + rect(610, 560, 80, 450, PAPER_SHADE)
        + rect(266, 604, 318, 210, "#cfd8c6", 22)
    )
    face += words("118", 556, 704, 104, INK, face="sans", anchor="end") + words(
        "76", 556, 790, 84, INK, face="sans", anchor="end"
    )
    face += words("SYS", 288, 664, 24, INK, face="sans", anchor="start") + words(
        "DIA", 288, 752, 24, INK, face="sans", anchor="start"
    )
    face += (
        words(name, 424, 868, fitted(name, 330, 36, 1)[1], INK)
        + disc(424, 934, 40, tone.body)
        + disc(424, 934, 26, tone.light)
    )
    return cast(600, 980, tone, 170, 900) + wrap + cast(230, 680, tone) + hose + inside(case, face, "case")


def kit(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a home test: its carton, a sample tube and a card with three spots."""
    carton = (
        rect(300, 330, 480, BASE - 390, tone.body)
        + rect(690, 330, 90, BASE - 390, tone.shade)
        + rect(300, 330, 480, 10, tone.light)
    )
    carton += label(345, 390, 300, 420, name, detail)
    card = (
        rect(14, 18, 300, 190, tone.shadow, 14)
        + rect(0, 0, 300, 190, PAPER, 14)
        + rect(0, 0, 300, 44, tone.lid, 14)
        + rect(0, 26, 300, 18, tone.lid)
    )
    card += "".join(
        disc(66 + 84 * i, 116, 31, PAPER_SHADE) + disc(66 + 84 * i, 116, 18, colour)
        for i, colour in enumerate(("#96281b", "#b4584b", PAPER))
    )
    flask = (
        rect(0, 0, 84, 240, "#e6eae0", 42)
        + rect(0, 130, 84, 110, AMBER, 42)
        + rect(0, 120, 84, 40, AMBER)
        + rect(60, 0, 24, 240, "#00000014", 12)
    )
    flask += rect(-10, -46, 104, 76, tone.lid, 14) + rect(60, -46, 34, 76, tone.lid_shade, 14)
    return (
        cast(300, 780, tone, 190, 940)
        + carton
        + moved(card, 250, 880)
        + cast(820, 910, tone, 120, BASE)
        + moved(flask, 826, BASE - 240)
    )
