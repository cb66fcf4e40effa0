"""The least that Django can do: one page without middleware, database or template."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(DEBUG=False, ALLOWED_HOSTS=["localhost"], ROOT_URLCONF=__name__, MIDDLEWARE=[])


def page(_: HttpRequest) -> HttpResponse:
    """Say that the page is here."""
    return HttpResponse("The raw page.")


urlpatterns = [path("", page)]
application = get_wsgi_application()
