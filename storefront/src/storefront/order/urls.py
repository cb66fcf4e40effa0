"""Addresses of orders."""

from django.urls import path

from storefront.order import views

app_name = "order"

urlpatterns = [
    path("orders/find/", views.find, name="find"),
    path("orders/<str:reference>/", views.detail, name="detail"),
    path("orders/<str:reference>/status/", views.status, name="status"),
    path("orders/<str:reference>/returned/", views.returned, name="returned"),
    path("orders/<str:reference>/pay/", views.pay, name="pay"),
    path("orders/<str:reference>/again/", views.again, name="again"),
    path("orders/<str:reference>/cancel/", views.cancel, name="cancel"),
    path("o/<str:token>/", views.link, name="link"),
]
