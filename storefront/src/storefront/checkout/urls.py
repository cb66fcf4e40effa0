"""Addresses of checkout."""

from django.urls import path

from storefront.checkout import views

app_name = "checkout"

urlpatterns = [path("checkout/", views.detail, name="detail")]
