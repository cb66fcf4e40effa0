"""What ships as the stylesheet was compiled from these sources, and keeps the brand's promises."""

import hashlib
import re
from pathlib import Path

from shared_lib.brand.environment import STATIC

SOURCES = Path(__file__).parents[3] / "shared-lib/brand"
CSS = (STATIC / "brand/brand.css").read_text(encoding="utf-8")


def test_is_compiled_from_the_sources_beside_it() -> None:
    digest = hashlib.sha256()
    styles = sorted(path.name for path in (SOURCES / "src").glob("*.css"))
    for name in ("package-lock.json", *(f"src/{style}" for style in styles)):
        digest.update(name.encode() + b"\0" + (SOURCES / name).read_bytes() + b"\0")

    assert f"from sources {digest.hexdigest()}." in CSS.splitlines()[0], "run `make css`"


def test_has_no_gradients() -> None:
    assert "-gradient(" not in CSS


def test_fetches_nothing_that_the_policy_would_refuse() -> None:
    addresses = re.findall(r'url\("?([^)"]+)', CSS)

    assert addresses
    assert all(address.startswith(("fonts/", "chevron.svg")) for address in addresses)


def test_names_only_fonts_that_ship() -> None:
    for name in set(re.findall(r"fonts/[\w-]+\.woff2", CSS)):
        assert (STATIC / "brand" / name).is_file()


def test_respects_reduced_motion_night_and_print() -> None:
    for feature in ("prefers-reduced-motion", "prefers-color-scheme:dark", "@media print", ":focus-visible"):
        assert feature in CSS.replace(": ", ":")


def test_lock_names_no_registry() -> None:
    lock = (SOURCES / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in lock
    assert "registry" not in lock
