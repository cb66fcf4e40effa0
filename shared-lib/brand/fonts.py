"""Copy the two families as web fonts: text as it comes, display pinned to its large cut and three weights."""

import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

DISPLAY = {"opsz": 32, "wght": (400, 600)}


def main(packages: Path, target: Path) -> None:
    """Write the woff2 files the stylesheet names."""
    for subset, style, suffix in (
        ("latin", "normal", ""),
        ("latin-ext", "normal", ""),
        ("latin", "italic", "-italic"),
    ):
        source = packages / f"newsreader/files/newsreader-{subset}-opsz-{style}.woff2"
        font = instantiateVariableFont(TTFont(source), DISPLAY)
        font.flavor = "woff2"
        font.save(target / f"newsreader-{subset}{suffix}.woff2")
        source = packages / f"source-sans-3/files/source-sans-3-{subset}-wght-{style}.woff2"
        shutil.copyfile(source, target / f"source-sans-3-{subset}{suffix}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
