"""Addresses of pages; Wagtail answers for whatever the shop itself does not know."""

from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from storefront.content.robots import robots
from storefront.content.sitemaps import SITEMAPS

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("wagtail.urls")),
]
