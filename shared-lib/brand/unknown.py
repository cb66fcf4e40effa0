"""Name the classes that templates use and the stylesheet lacks: misspelt, or `make css` is due."""

import re
import sys
from pathlib import Path

from shared_lib.brand.environment import STATIC

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"\.((?:[\w-]|\\.)+)")
STATED = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)


def main() -> int:
    """Print one line for each template with unknown classes; return how many there are."""
    known = {
        name.replace("\\", "")
        for name in NAME.findall((STATIC / "brand/brand.css").read_text(encoding="utf-8"))
    }
    found = 0
    for page in sorted(ROOT.glob("*/src/**/templates/**/*.html")):
        used: set[str] = set()
        for value in re.findall(r'class="((?:[^"{]|\{[{%#].*?[}%#]\})*)"', page.read_text(encoding="utf-8")):
            used |= {name for name in STATED.sub(" ", value).split() if not name.endswith("-")}
        if used - known:
            found += 1
            sys.stdout.write(f"{page.relative_to(ROOT)}: {', '.join(sorted(used - known))}\n")
    return found


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
