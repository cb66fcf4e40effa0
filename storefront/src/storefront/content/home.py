"""The front page and the site of a new installation, so that the shop answers before anybody has written."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from storefront.content.models import HomePage


@transaction.atomic
def make() -> HomePage:
    """Return the front page; make it, in place of Wagtail's own, and the site that it is the root of."""
    found: HomePage | None = HomePage.objects.order_by("path").first()
    if found is None:
        Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
        root = Page.objects.get(depth=1)
        found = root.add_child(instance=HomePage(title=settings.WAGTAIL_SITE_NAME, slug="front", body="[]"))
        _site(found)
        for page in root.get_children().exclude(pk=found.pk).filter(slug="home"):
            page.delete()
    return found


def _site(home: HomePage) -> None:
    address = urlsplit(settings.SHOP.storefront_url)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port = address.hostname, address.port or (443 if address.scheme == "https" else 80)
    site.site_name, site.root_page = settings.WAGTAIL_SITE_NAME, home
    site.save()
