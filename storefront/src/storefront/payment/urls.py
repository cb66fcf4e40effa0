"""Where the processor tells the shop something."""

from django.urls import path

from storefront.payment import views

app_name = "payment"

urlpatterns = [path("webhooks/stripe", views.stripe, name="stripe")]
