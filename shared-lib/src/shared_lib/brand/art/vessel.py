"""What stands: bottles, jars, pouches, tubes, vials, boxes."""

# ruff: noqa: E501 - coordinates read best in one row

from random import Random

from shared_lib.brand.art.palette import GREEN, INK, PAPER, PAPER_SHADE, Tone
from shared_lib.brand.art.shape import Mark, disc, faded, inside, line, number, path, rect, rounded
from shared_lib.brand.art.stage import BASE, cast, label


def _ridges(left: float, right: float, top: float, bottom: float, colour: str) -> Mark:
    step = (right - left) / 15
    return "".join(
        line(f"M{number(left + step * i)} {number(top)}V{number(bottom)}", colour, 3) for i in range(1, 15)
    )


def _lid(x: float, y: float, width: float, height: float, tone: Tone, *, ridged: bool = True) -> Mark:
    outline = rounded(x, y, width, height, 22, 8)
    marks = path(outline, tone.lid) + path(
        rounded(x + width * 0.78, y, width * 0.22, height, 22, 8), tone.lid_shade
    )
    return marks + (_ridges(x, x + width, y + 34, y + height - 14, tone.lid_shade) if ridged else "")


def bottle(name: str, detail: str, tone: Tone, chance: Random) -> Mark:
    """Draw a capsule bottle with a ridged lid."""
    height = chance.choice([560, 600, 640])
    top = BASE - height
    left, width = 402, 396
    body = (
        f"M{left} {top + 80}C{left} {top + 30} {left + 44} {top + 18} {left + 70} {top}H{left + width - 70}"
        f"C{left + width - 44} {top + 18} {left + width} {top + 30} {left + width} {top + 80}V{BASE - 46}"
        f"Q{left + width} {BASE} {left + width - 46} {BASE}H{left + 46}Q{left} {BASE} {left} {BASE - 46}Z"
    )
    inner = rect(left, top, width, height, tone.body) + rect(
        left + width * 0.8, top, width * 0.2, height, tone.shade
    )
    inner += rect(left + 26, top + 60, 14, height, tone.light)
    inner += label(left, top + height * 0.27, width, height * 0.55, name, detail)
    neck = rect(left + 66, top - 16, width - 132, 20, tone.shade)
    return (
        cast(left, left + width, tone)
        + neck
        + inside(body, inner, "body")
        + _lid(left + 44, top - 132, width - 88, 122, tone)
    )


def dropper(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a dropper bottle with a rubber bulb."""
    left, width, top = 420, 360, 500
    body = (
        f"M{left} {top + 96}C{left} {top + 36} {left + 96} {top + 40} {left + 104} {top - 10}H{left + width - 104}"
        f"C{left + width - 96} {top + 40} {left + width} {top + 36} {left + width} {top + 96}V{BASE - 36}"
        f"Q{left + width} {BASE} {left + width - 36} {BASE}H{left + 36}Q{left} {BASE} {left} {BASE - 36}Z"
    )
    inner = rect(left, top - 20, width, 540, tone.body) + rect(
        left + width * 0.8, top - 20, width * 0.2, 540, tone.shade
    )
    inner += rect(left + 24, top + 70, 13, 420, tone.light) + label(left, 640, width, 292, name, detail)
    bulb = path("M562 400V270C562 214 578 190 600 190S638 214 638 270V400Z", tone.lid) + path(
        "M616 400V204C634 216 638 236 638 270V400Z", tone.lid_shade
    )
    collar = _lid(520, 388, 160, 108, tone)
    return cast(left, left + width, tone) + inside(body, inner, "body") + bulb + collar


def jar(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a low, wide jar."""
    left, width, top = 330, 540, 600
    body = rounded(left, top, width, BASE - top, 30, 84)
    inner = rect(left, top, width, 420, tone.body) + rect(
        left + width * 0.8, top, width * 0.2, 420, tone.shade
    )
    inner += rect(left + 36, top, 16, 340, tone.light) + label(left, top + 58, width, 276, name, detail)
    return (
        cast(left, left + width, tone)
        + inside(body, inner, "body")
        + _lid(left - 10, top - 128, width + 20, 136, tone, ridged=False)
    )


def tub(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a tall tub for powder."""
    left, width, top = 348, 504, 430
    body = rounded(left, top, width, BASE - top, 20, 52)
    inner = rect(left, top, width, 580, tone.body) + rect(
        left + width * 0.8, top, width * 0.2, 580, tone.shade
    )
    inner += rect(left + 32, top, 16, 580, tone.light) + label(left, top + 92, width, 380, name, detail)
    return (
        cast(left, left + width, tone)
        + inside(body, inner, "body")
        + _lid(left - 14, top - 104, width + 28, 112, tone)
    )


def pouch(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a standing pouch with a sealed top."""
    body = f"M372 300H828C820 420 852 640 846 {BASE - 40}Q842 {BASE} 800 {BASE}H400Q358 {BASE} 354 {BASE - 40}C348 640 380 420 372 300Z"
    inner = rect(340, 290, 520, 720, tone.body) + path(
        "M776 290C764 440 800 700 780 1010H860V290Z", tone.shade
    )
    inner += path("M354 950C480 910 720 910 846 950V1010H354Z", tone.shade) + line(
        "M350 372H850", tone.shade, 5
    )
    inner += _ridges(352, 848, 306, 352, tone.shade) + path(
        "M408 410C396 560 396 760 404 900H418C410 760 412 560 424 410Z", tone.light
    )
    inner += label(440, 440, 316, 420, name, detail, paper=PAPER)
    return cast(362, 840, tone) + inside(body, inner, "body")


def tube(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a tube that stands on its cap."""
    body = "M404 226H796L738 872H462Z"
    inner = rect(400, 220, 400, 660, tone.body) + path("M742 226H800L738 872H690Z", tone.shade)
    inner += rect(400, 220, 400, 46, tone.shade) + _ridges(404, 796, 230, 258, tone.body)
    inner += path("M448 300L482 840H496L466 300Z", tone.light)
    dark = tone.body not in {"#f7f2e6", "#d9c6a0"}
    inner += label(
        446,
        320,
        308,
        430,
        name,
        detail,
        ink=PAPER if dark else INK,
        paper=None,
        accent=PAPER if dark else GREEN,
    )
    cap = path(
        f"M478 872H722L708 {BASE - 14}Q706 {BASE} 692 {BASE}H508Q494 {BASE} 492 {BASE - 14}Z", tone.lid
    )
    cap += path(f"M668 872H722L708 {BASE - 14}Q706 {BASE} 692 {BASE}H656Z", tone.lid_shade)
    return cast(492, 708, tone, 260) + cap + inside(body, inner, "body")


def pump(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a bottle with a pump for the washstand."""
    left, width, top = 400, 400, 470
    body = rounded(left, top, width, BASE - top, 84, 40)
    inner = rect(left, top, width, 540, tone.body) + rect(
        left + width * 0.8, top, width * 0.2, 540, tone.shade
    )
    inner += rect(left + 28, top + 50, 14, 460, tone.light)
    inner += label(left, top + 110, width, 330, name, detail)
    head = rect(586, 286, 28, 110, tone.lid_shade) + _lid(532, 384, 136, 92, tone)
    head += path("M540 236H660Q682 236 682 258V292H540Q470 292 440 330L416 316Q446 236 540 236Z", tone.lid)
    head += path("M640 236H660Q682 236 682 258V292H640Z", tone.lid_shade)
    return cast(left, left + width, tone) + inside(body, inner, "body") + head


def vial(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a glass vial under a crimped cap."""
    body = f"M430 640C430 590 500 580 506 540H694C700 580 770 590 770 640V{BASE - 30}Q770 {BASE} 740 {BASE}H460Q430 {BASE} 430 {BASE - 30}Z"
    inner = (
        rect(430, 530, 340, 480, tone.light)
        + rect(430, 664, 340, 350, tone.body)
        + rect(704, 530, 66, 480, tone.shade)
    )
    inner += rect(430, 690, 340, 236, PAPER) + label(430, 690, 340, 236, name, detail)
    cap = (
        rect(492, 436, 216, 66, tone.lid, 12)
        + rect(506, 494, 188, 52, PAPER_SHADE)
        + rect(660, 436, 48, 66, tone.lid_shade, 12)
    )
    return cast(430, 770, tone) + inside(body, inner, "body") + cap


def box(name: str, detail: str, tone: Tone, _chance: Random) -> Mark:
    """Draw a carton seen from a little to the right."""
    front = rect(330, 360, 420, BASE - 360, tone.body)
    side = path(f"M750 360L880 318V{BASE - 56}L750 {BASE}Z", tone.shade) + path(
        "M330 360L462 318H880L750 360Z", tone.light
    )
    band = rect(330, 860, 420, 70, tone.lid) + path("M750 860L880 812V878L750 930Z", tone.lid_shade)
    return (
        cast(340, 872, tone, 240)
        + side
        + front
        + band
        + label(362, 400, 356, 420, name, detail)
        + faded(rect(330, 360, 420, 8, "#ffffff"), 0.25)
    )


def patch(name: str, detail: str, tone: Tone, chance: Random) -> Mark:
    """Draw a carton with two patches leaning on it."""
    marks = f'<g transform="translate(-70 0)">{box(name, detail, tone, chance)}</g>'
    for x, y, turn in ((800, 800, 9), (880, 838, 20)):
        film = (
            rect(0, 0, 176, 176, tone.shadow, 40)
            + rect(-8, -10, 176, 176, PAPER_SHADE, 40)
            + rect(6, 4, 148, 148, PAPER, 30)
        )
        film += disc(80, 78, 46, tone.light) + disc(80, 78, 34, PAPER)
        marks += f'<g transform="translate({x} {y}) rotate({turn})">{film}</g>'
    return marks
