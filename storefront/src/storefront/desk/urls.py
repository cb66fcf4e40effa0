"""Where the back office is. The way in and the reset of a password are the account slice's."""

from django.urls import include, path

urlpatterns = [
    path("cms/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
]
