"""Every address of the shop. Wagtail answers last, for whatever the shop itself does not know."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from storefront.kit import health


def _of(name: str) -> list[URLPattern | URLResolver]:
    return [path("", include(name))] if find_spec(name.rpartition(".")[0]) and find_spec(name) else []


urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    *_of("storefront.payment.urls"),
    *_of("storefront.account.urls"),
    *_of("storefront.desk.urls"),
    *i18n_patterns(
        *_of("storefront.catalog.urls"),
        *_of("storefront.basket.urls"),
        *_of("storefront.checkout.urls"),
        *_of("storefront.order.urls"),
        *_of("storefront.content.urls"),
        prefix_default_language=False,
    ),
]

handler404 = "storefront.kit.errors.not_found"
handler403 = "storefront.kit.errors.forbidden"
handler500 = "storefront.kit.errors.fault"
