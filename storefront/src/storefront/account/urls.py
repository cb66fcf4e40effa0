"""Addresses of accounts: signing in, one's own pages, the identity provider, and Wagtail's bypassed doors."""

from allauth.usersessions import views as sessions
from django.urls import include, path
from django.views.generic import RedirectView

from storefront.account import views

urlpatterns = [
    path("", include(([path("", include("storefront.account.oidc.urls"))], "idp"), namespace="idp")),
    path("account/", views.home, name="account_home"),
    path("account/details/", views.details, name="account_details"),
    path("account/addresses/", views.addresses, name="account_addresses"),
    path("account/addresses/add/", views.add_address, name="account_address_add"),
    path("account/addresses/<uuid:address_id>/", views.edit_address, name="account_address_edit"),
    path("account/addresses/<uuid:address_id>/delete/", views.delete_address, name="account_address_delete"),
    path("account/security/", views.security, name="account_security"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("cms/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("cms/password_reset/<path:rest>", views.moved_to_reset),
]
