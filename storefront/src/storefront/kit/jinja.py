"""Jinja for the shop's pages: the brand's macros and words, addresses, pictures; undefined is an error."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.templatetags import static as files
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, select_autoescape
from markupsafe import Markup

from shared_lib.brand import environment as brand
from shared_lib.brand import wording
from storefront.kit import navigation, pictures

OURS = Path(__file__).parent.parent
MOST = 4096
"""How many addresses, and how many texts, a process remembers; a page asks for some two hundred."""


class Pages(Jinja2):
    """Jinja for `<slice>/templates/<slice>/*.html`; the templates of Wagtail and allauth stay with Django."""

    app_dirname = "templates"

    @property
    def template_dirs(self) -> tuple[Any, ...]:
        """Return the brand's folder and those of the shop's own slices."""
        return tuple(
            path
            for path in super().template_dirs
            if Path(path).is_relative_to(OURS) or Path(path) == brand.TEMPLATES
        )


def environment(**options: Any) -> Environment:
    """Return the environment that Django's Jinja engine uses."""
    options["undefined"] = StrictUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["autoescape"] = select_autoescape(
        disabled_extensions=("txt",), default=True, default_for_string=True
    )
    found = Environment(**options)  # noqa: S701 - `options` asks for it, but in plain text
    found.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    found.globals |= {"_": said, "gettext": said}
    found.globals.update(
        brand.names(static),
        say=said,
        static=static,
        url=address,
        picture=picture,
        pictures=pictures.of,
        weekday=wording.weekday,
        brand_name="Alder & Vale",
        clinic_name="Alder & Vale",
        portal_url=settings.SHOP.portal_url,
        storefront_url=settings.SHOP.storefront_url,
        language=language,
        home=home,
        other_languages=other_languages,
        navigation=navigation.Navigation(),
        product_card=remembered(found, "brand/shop.html", "product_card"),
        site_header=remembered(found, "kit/frame.html", "header"),
        site_footer=remembered(found, "kit/frame.html", "footer"),
    )
    return found


def remembered(found: Environment, template: str, name: str) -> Callable[..., Markup]:
    """Return a macro that is not run again for what it was given before in the same language.

    It must say nothing but what it is given and what never changes; what it is given is compared by value.
    """

    @functools.lru_cache(maxsize=MOST)
    def made(_language: str, *args: object, **given: object) -> Markup:
        macro: Callable[..., Markup] = getattr(found.get_template(template).module, name)
        return macro(*args, **given)

    return lambda *args, **given: made(language(), *args, **given)


@functools.lru_cache(maxsize=MOST)
def static(name: str) -> str:
    """Return the address of a file that the shop ships."""
    return files.static(name)


def said(message: str, /, **given: object) -> Markup:
    """Return a text in the page's language, with what it is given put in; as Jinja's own, but remembered."""
    language = translation.get_language()
    return _told(message, language) % given if given else _told_plain(message, language)


def address(name: str, *args: object) -> str:
    """Return the address of a page by its name, in the page's language."""
    return _led(name, args, translation.get_language())


@functools.lru_cache(maxsize=MOST)
def _told(message: str, _language: str | None) -> Markup:
    return Markup(translation.gettext(message))  # noqa: S704 - our own words, in our own translation


@functools.lru_cache(maxsize=MOST)
def _told_plain(message: str, language: str | None) -> Markup:
    return _told(message, language) % {}


@functools.lru_cache(maxsize=MOST)
def _led(name: str, args: tuple[object, ...], _language: str | None) -> str:
    return reverse(name, args=args)


def home() -> str:
    """Return the address of the front page in the page's language."""
    return "/" if language() == settings.LANGUAGE_CODE else f"/{language()}/"


def other_languages(path: str) -> list[tuple[str, str]]:
    """Return the addresses of the same page by language, and the one for whoever speaks none of them."""
    codes = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    bare = next((path.removeprefix(f"/{code}") for code in codes if path.startswith(f"/{code}/")), path)
    return [
        (settings.LANGUAGE_CODE, bare),
        *((code, f"/{code}{bare}") for code in codes),
        ("x-default", bare),
    ]


@functools.lru_cache(maxsize=4096)
def picture(slug: str) -> str:
    """Return the address of a product's picture, or of the house's mark until it has one."""
    drawn = f"brand/products/{slug}.webp"
    return static(drawn if brand.STATIC.joinpath(drawn).is_file() else "brand/logo.svg")


def language() -> str:
    """Return the language of the page, `en` or `es`."""
    return (translation.get_language() or "en").partition("-")[0]
