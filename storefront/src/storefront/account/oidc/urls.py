"""The provider's addresses; those it does not offer keep their name and answer 404."""

from allauth.idp.oidc import views as allauth_views
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from storefront.account.oidc import views

app_name = "oidc"

urlpatterns = [
    path(".well-known/openid-configuration", allauth_views.configuration, name="configuration"),
    path(".well-known/jwks.json", allauth_views.jwks, name="jwks"),
    path("identity/o/authorize", views.AuthorizationView.as_view(), name="authorization"),
    path("identity/o/logout", allauth_views.logout, name="logout"),
    path("identity/o/api/token", csrf_exempt(views.TokenView.as_view()), name="token"),
    path("identity/o/api/userinfo", allauth_views.user_info, name="userinfo"),
    path("identity/o/api/revoke", allauth_views.revoke, name="revoke"),
    path("identity/o/api/device/code", views.absent, name="device_code"),
    path("identity/o/device", views.absent, name="device_authorization"),
]
