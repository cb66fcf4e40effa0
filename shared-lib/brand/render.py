"""Make rasters of what is drawn, for mail and link previews (Playwright and Chromium).

`python render.py` makes all of them, which takes minutes; `python render.py missing` those of new drawings.
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from shared_lib.brand.environment import STATIC

HERE = STATIC / "brand"
CARDS = (320, 480, 640)
"""How wide the pictures of product cards are made, in pixels."""
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


@contextmanager
def blank_page() -> Iterator[Page]:
    """Open a page to draw on."""
    with sync_playwright() as playwright:
        path = CHROMIUM if Path(CHROMIUM).exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def raster(page: Page, svg: Path, width: int, height: int) -> Image.Image:
    """Return the drawing as pixels."""
    page.set_viewport_size({"width": width, "height": height})
    drawing = svg.read_text(encoding="utf-8")
    style = "<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>"
    page.set_content(style + drawing)
    return Image.open(io.BytesIO(page.screenshot(type="png"))).convert("RGB")


def main() -> None:
    """Write every raster the brand ships."""
    with blank_page() as page:
        raster(page, HERE / "favicon.svg", 180, 180).quantize(64).save(HERE / "touch-icon.png", optimize=True)
        raster(page, HERE / "share.svg", 1200, 630).save(HERE / "share.jpg", quality=88, optimize=True)
        for folder, width, height in (("products", 1200, 1200), ("scenes", 1600, 1200)):
            for svg in sorted((HERE / folder).glob("*.svg")):
                if "missing" in sys.argv and is_made(svg, folder):
                    continue
                picture = raster(page, svg, width, height)
                picture.save(svg.with_suffix(".webp"), quality=84, method=6)
                if folder == "products":
                    shrink(picture, svg)


def is_made(svg: Path, folder: str) -> bool:
    """Tell whether a drawing has all its rasters, whatever their age."""
    sizes = (
        [f"-{width}.{kind}" for width in CARDS for kind in ("avif", "webp")] if folder == "products" else []
    )
    return all(svg.with_name(f"{svg.stem}{end}").exists() for end in (".webp", *sizes))


def shrink(picture: Image.Image, svg: Path) -> None:
    """Write the sizes that cards ask for."""
    for width in CARDS:
        small = picture.resize((width, width), Image.Resampling.LANCZOS)
        small.save(svg.with_name(f"{svg.stem}-{width}.avif"), quality=60, speed=2)
        small.save(svg.with_name(f"{svg.stem}-{width}.webp"), quality=80, method=6)


if __name__ == "__main__":
    main()
