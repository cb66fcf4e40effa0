"""What is told once, on the next page: in a signed cookie, so that a guest needs no session for it."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class _InCookie(CookieStorage):
    cookie_name = settings.MESSAGE_COOKIE_NAME


class Flash(FallbackStorage):
    """A cookie; the session for what is too long for one."""

    storage_classes = (_InCookie, SessionStorage)
