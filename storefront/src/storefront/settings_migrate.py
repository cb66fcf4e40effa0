"""Settings for `python -m storefront migrate`: the migrator's login, acting as the schema's owner."""

import os

from storefront.kit.database import database
from storefront.settings_typing import *  # noqa: F403
from storefront.settings_typing import SHOP

DATABASES = {
    "default": database(os.environ["SHOP_MIGRATOR_URL"], owner=f"{SHOP.role_prefix}storefront_owner"),
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
