"""Render the style guide into a folder that any file server can show: `python guide.py FOLDER`."""

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from shared_lib.brand import catalogue
from shared_lib.brand.environment import STATIC, names
from shared_lib.money import Money

AT = datetime(2026, 3, 6, 22, 30, tzinfo=UTC)


def render(folder: Path) -> list[Path]:
    """Write both pages of the guide, with the static files beside them, and return the pages."""
    environment = Environment(
        loader=PackageLoader("shared_lib.brand", "templates"), autoescape=True, undefined=StrictUndefined
    )
    environment.globals.update(names(lambda path: path))
    shutil.copytree(STATIC, folder, dirs_exist_ok=True)
    pages = []
    for name in ("guide", "guide-desk"):
        page = folder / f"{name}.html"
        text = environment.get_template(f"brand/{name}.html").render(
            products=_products(), money=Money(3800), at=AT
        )
        page.write_text(text, encoding="utf-8")
        pages.append(page)
    return pages


def _products() -> list[dict[str, object]]:
    return [
        {
            "href": f"#{picture.slug}",
            "name": picture.name,
            "line": picture.line,
            "picture": f"brand/products/{picture.slug}.svg",
            "price": Money(2400 + 350 * number),
            "badge": "New" if number == 1 else None,
        }
        for number, picture in enumerate(catalogue.PRODUCTS)
    ]


if __name__ == "__main__":
    for written in render(Path(sys.argv[1])):
        sys.stdout.write(f"{written}\n")
