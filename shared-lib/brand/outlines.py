"""Keep the outlines and kerning of the letters that labels are set in, so that a picture needs no font."""

import json
import string
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import uharfbuzz
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

LETTERS = string.ascii_letters + string.digits + " .,+-/&'%()·\u2013°µ"
FACES = {
    "serif": ("newsreader/files/newsreader-latin-opsz-normal.woff2", {"opsz": 40, "wght": 500}),
    "sans": ("source-sans-3/files/source-sans-3-latin-wght-normal.woff2", {"wght": 560}),
}


def main(packages: Path, target: Path) -> None:
    """Write `outlines.json`: per face letters (advance, path) and kerned pairs, in thousandths of an em."""
    faces = {name: _face(packages / file, axes) for name, (file, axes) in FACES.items()}
    (target / "outlines.json").write_text(
        json.dumps(faces, indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _face(file: Path, axes: dict[str, float]) -> dict[str, object]:
    font = instantiateVariableFont(TTFont(file), axes)
    scale = 1000 / font["head"].unitsPerEm
    font.flavor = None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "face.ttf"
        font.save(path)
        shaper = uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))
    width = {letter: _advance(shaper, letter) for letter in LETTERS}
    pairs = {
        a + b: round((_advance(shaper, a + b) - width[a] - width[b]) * scale)
        for a in LETTERS
        for b in LETTERS
    }
    return {
        "letters": {letter: _letter(font, letter, scale) for letter in LETTERS},
        "pairs": {k: v for k, v in pairs.items() if v},
    }


def _advance(font: uharfbuzz.Font, text: str) -> int:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {"liga": False, "lnum": True})
    return sum(position.x_advance for position in buffer.glyph_positions)


def _letter(font: TTFont, letter: str, scale: float) -> list[object]:
    glyphs = font.getGlyphSet()
    name = font.getBestCmap()[ord(letter)]
    pen = SVGPathPen(glyphs, ntos=lambda number: str(round(number)))
    glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
    return [round(glyphs[name].width * scale), pen.getCommands()]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
