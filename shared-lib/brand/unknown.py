"""Name the classes and icons that templates use and the brand lacks: misspelt, or `make css` is due."""

import re
import sys
from pathlib import Path

from shared_lib.brand.environment import STATIC

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"\.((?:[\w-]|\\.)+)")
STATED = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
CLASSES = re.compile(r'class="((?:[^"{]|\{[{%#].*?[}%#]\})*)"')
ICONS = re.compile(r"""(?:icon\(\s*|\bicon=|["']icon["']:\s*|\bafter=)["']([\w-]+)["']""")


def main() -> int:
    """Print one line for each template that names something unknown; return how many there are."""
    styles = (STATIC / "brand/brand.css").read_text(encoding="utf-8")
    classes = {name.replace("\\", "") for name in NAME.findall(styles)}
    icons = set(re.findall(r'symbol id="([\w-]+)"', (STATIC / "brand/icons.svg").read_text(encoding="utf-8")))
    found = 0
    for page in sorted(ROOT.glob("*/src/**/templates/**/*.html")):
        text = page.read_text(encoding="utf-8")
        used = {name for value in CLASSES.findall(text) for name in STATED.sub(" ", value).split()}
        missing = {name for name in used - classes if not name.endswith("-")}
        missing |= {f"icon {name}" for name in set(ICONS.findall(text)) - icons}
        if missing:
            found += 1
            sys.stdout.write(f"{page.relative_to(ROOT)}: {', '.join(sorted(missing))}\n")
    return found


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
