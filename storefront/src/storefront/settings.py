"""Django's settings, all of them derived from the one frozen `SHOP`."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from storefront import environment
from storefront.account.conf import *  # noqa: F403  # noqa: F403 - each slice states its own settings
from storefront.kit.database import database

SHOP = environment.read(os.environ)

HERE = Path(__file__).parent
BRAND = Path(str(find_spec("shared_lib").submodule_search_locations[0])) / "brand"  # type: ignore[union-attr,index]

DEBUG = False
SECRET_KEY = SHOP.secret_key
ALLOWED_HOSTS = [urlsplit(SHOP.storefront_url).hostname or "localhost", "localhost", "127.0.0.1"]
ROOT_URLCONF = "storefront.urls"
WSGI_APPLICATION = "storefront.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True
SITE_ID = 1

INSTALLED_APPS = [
    "storefront.kit",
    "storefront.account",
    "storefront.content",
    "storefront.search",
    "storefront.catalog",
    "storefront.basket",
    "storefront.payment",
    "storefront.shipment",
    "storefront.order",
    "storefront.checkout",
    "storefront.desk",
    "storefront.demo",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.idp.oidc",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "storefront.kit.middleware.watched",
    "storefront.kit.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "storefront.kit.maintenance.closed_for_maintenance",
    "storefront.kit.page_cache.same_page_for_everyone",
    "storefront.kit.middleware.same_origin",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "storefront.account.middleware.second_factor_for_staff",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "storefront.kit.errors.refusals",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "NAME": "jinja2",
        "BACKEND": "storefront.kit.jinja.Pages",
        "DIRS": [BRAND / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "storefront.kit.jinja.environment",
            "context_processors": ["django.contrib.messages.context_processors.messages"],
            "extensions": [
                "jinja2.ext.i18n",
                "wagtail.jinja2tags.core",
                "wagtail.images.jinja2tags.images",
                "wagtail.admin.jinja2tags.userbar",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

DATABASES = {"default": database(SHOP.database_url)}

CACHES = {
    "default": {
        "BACKEND": "storefront.kit.cache.Cache",
        "LOCATION": SHOP.redis_url,
        "KEY_PREFIX": f"{SHOP.role_prefix}shop",
    }
}

_COOKIE = "__Host-" if SHOP.is_https else ""
SESSION_ENGINE = "storefront.kit.sessions"
SESSION_COOKIE_NAME = f"{_COOKIE}shop_session"
SESSION_COOKIE_SECURE = SHOP.is_https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = f"{_COOKIE}shop_csrf"
CSRF_COOKIE_SECURE = SHOP.is_https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SHOP.storefront_url]
LANGUAGE_COOKIE_NAME = f"{_COOKIE}shop_language"
LANGUAGE_COOKIE_SECURE = SHOP.is_https
BASKET_COOKIE_NAME = f"{_COOKIE}shop_basket"
MESSAGE_COOKIE_NAME = f"{_COOKIE}shop_told"
MESSAGE_STORAGE = "storefront.kit.flash.Flash"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SHOP.is_https else None
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if SHOP.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SHOP.is_https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Español"))]
LOCALE_PATHS = [HERE / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

STATIC_URL = "/static/"
STATIC_ROOT = SHOP.static_root
STATICFILES_DIRS = [BRAND / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = SHOP.media_root
WHITENOISE_USE_FINDERS = SHOP.is_local
WHITENOISE_MAX_AGE = 60 if SHOP.is_local else 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if SHOP.is_local
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

WAGTAIL_SITE_NAME = "Alder & Vale"
WAGTAILADMIN_BASE_URL = SHOP.storefront_url
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USAGE_COUNT_ENABLED = False

LOGGING_CONFIG = None
"""`telemetry.log` takes everything; each process configures it under its own name."""

EMAIL_BACKEND = "storefront.kit.mail.ThroughNotify"
DEFAULT_FROM_EMAIL = "Alder & Vale <hello@alderandvale.example>"
SILENCED_SYSTEM_CHECKS: list[str] = []

RATE_LIMITS = not SHOP.is_local

CSRF_FAILURE_VIEW = "storefront.kit.errors.stale_form"
_CLOSED = os.environ.get("MAINTENANCE_FILE")
MAINTENANCE_FILE = Path(_CLOSED) if _CLOSED else None
"""While this file is there the shop is closed, and says so; see `kit.maintenance`."""

PAGE_CACHE_SECONDS = 5
"""How long a public page may be served from a process's memory, and six times that from Redis."""

CATALOG_CHECK_SECONDS = 1.0
"""How long a process trusts its memory of the catalogue before it looks at the version again."""
