"""Every address of the shop. Wagtail answers last, for whatever the shop itself does not know."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.static import serve

from storefront.kit import health, operations

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", operations.exposition),
    path("", include("storefront.payment.urls")),
    path("", include("storefront.account.urls")),
    path("", include("storefront.desk.urls")),
    *i18n_patterns(
        path("", include("storefront.catalog.urls")),
        path("", include("storefront.search.urls")),
        path("", include("storefront.basket.urls")),
        path("", include("storefront.checkout.urls")),
        path("", include("storefront.order.urls")),
        path("", include("storefront.content.urls")),
        prefix_default_language=False,
    ),
]

if settings.SHOP.is_local:  # elsewhere the web server, or an object store, has them
    urlpatterns.insert(0, path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))

handler404 = "storefront.kit.errors.not_found"
handler403 = "storefront.kit.errors.forbidden"
handler500 = "storefront.kit.errors.fault"
