"""Write every drawn picture as SVG: `python draw.py`."""

from shared_lib.brand.art import SCENES, scene
from shared_lib.brand.art.logo import logo, share
from shared_lib.brand.catalogue import PICTURES
from shared_lib.brand.environment import STATIC


def main() -> None:
    """Write the products and the scenes."""
    for folder in ("products", "scenes"):
        (STATIC / "brand" / folder).mkdir(exist_ok=True)
    for picture in PICTURES:
        (STATIC / "brand/products" / f"{picture.slug}.svg").write_text(picture.svg(), encoding="utf-8")
    (STATIC / "brand/logo.svg").write_text(logo("Alder & Vale"), encoding="utf-8")
    (STATIC / "brand/share.svg").write_text(share("Alder & Vale"), encoding="utf-8")
    for kind in SCENES:
        (STATIC / "brand/scenes" / f"{kind}.svg").write_text(scene(kind, "home"), encoding="utf-8")


if __name__ == "__main__":
    main()
