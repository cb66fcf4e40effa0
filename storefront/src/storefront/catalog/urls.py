"""Addresses of shelves and products."""

from django.urls import path

from storefront.catalog import views

app_name = "catalog"

urlpatterns = [
    path("shop/", views.shop, name="shop"),
    path("shop/<slug:slug>/", views.category, name="category"),
    path("p/<slug:slug>/", views.product, name="product"),
]
