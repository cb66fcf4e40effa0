"""Jinja for the shop's pages: the brand's macros, money, dates, addresses; undefined names are errors."""

from datetime import datetime
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from jinja2 import Environment, StrictUndefined


class Pages(Jinja2):
    """Jinja for `<slice>/templates/<slice>/*.html`; Wagtail's and allauth's own `templates/` stay with Django."""

    app_dirname = "templates"

    @property
    def template_dirs(self) -> tuple[Any, ...]:
        """Return the brand's folder and those of the shop's own slices."""
        ours = [path for path in super().template_dirs if "site-packages" not in str(path)]
        return tuple(ours)


def environment(**options: Any) -> Environment:
    """Return the environment that Django's Jinja engine uses."""
    options["undefined"] = StrictUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    found = Environment(**options)  # noqa: S701 - Django's engine asks for autoescape
    found.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    found.globals.update(
        static=static,
        url=reverse,
        clinic_name="Alder & Vale",
        portal_url=settings.SHOP.portal_url,
        storefront_url=settings.SHOP.storefront_url,
        language=translation.get_language,
        has_brand=find_spec("shared_lib.brand") is not None,
    )
    found.filters.update(moment=moment, day=day)
    return found


def moment(at: datetime) -> str:
    """Return a time with its zone, as a person reads it."""
    return f"{date_format(at, 'j M Y, H:i')} UTC"


def day(at: datetime) -> str:
    """Return a date as a person reads it."""
    return date_format(at, "j F Y")


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return what every page may use."""
    return {"request": request}
