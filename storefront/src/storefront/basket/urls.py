"""Addresses of the basket."""

from django.urls import path

from storefront.basket import views

app_name = "basket"

urlpatterns = [
    path("basket/", views.detail, name="detail"),
    path("basket/badge/", views.badge, name="badge"),
    path("basket/add/", views.add, name="add"),
    path("basket/change/", views.change, name="change"),
]
